"""Which of the form's groups: a tick list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import Field

from eqia.assessment import model
from eqia.form.definition import Form, Kind, Question
from eqia.form.kinds import changes
from eqia.form.kinds.base import AnswerKind, Asked, Shown, Tokens


class Groups(AnswerKind):
    """Ids of groups. Today's forms ask for them beside a text and do not print them."""

    kind = Kind.GROUPS
    of_groups = True
    blank: ClassVar[object] = []
    default = ()

    def type_of(self, asked: Asked, form: Form) -> Any:
        return Annotated[tuple[model.GroupId, ...], Field(max_length=model.MOST_ROWS)]

    def text(self, asked: Asked, value: Any) -> str:
        return ""

    def cells(self, asked: Asked, path: str, value: Any) -> dict[str, Shown]:
        return {f"{path}.{group}": True for group in value or ()}

    def value(self, asked: Asked, path: str, cells: Mapping[str, Any]) -> list[str]:
        return [cell.removeprefix(f"{path}.") for cell, state in cells.items() if state is True]

    def changes(self, question: Question, old: Any, new: Any, form: Form) -> Iterator[changes.Change]:
        before, after = ([form.name_of(group) or changes.NOTHING for group in each or ()] for each in (old, new))
        yield from changes.set_change(question.id, question.short, before, after)

    def token(self, asked: Asked, form: Form, tokens: Tokens) -> list[str]:
        return [group.id for group in form.groups]

    def describe(self, node: dict[str, Any], form: Form) -> None:
        node["items"] = {"enum": [group.id for group in form.groups]}

    def fault(self) -> str:
        return "a list in [ ] of groups of the form belongs here"
