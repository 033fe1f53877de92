"""A list of texts, one a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import Field

from eqia.assessment import model
from eqia.form.definition import Form, Kind, Question
from eqia.form.kinds import changes
from eqia.form.kinds.base import AnswerKind, Asked, Tokens


class Lines(AnswerKind):
    """Lines of text, of which none is blank."""

    kind = Kind.LINES
    blank: ClassVar[object] = []
    default = ()

    def type_of(self, asked: Asked, form: Form) -> Any:
        return Annotated[tuple[model.Line, ...], Field(max_length=model.MOST_ROWS)]

    def text(self, asked: Asked, value: Any) -> str:
        return "\n".join(value or ())

    def value(self, asked: Asked, path: str, cells: Mapping[str, Any]) -> list[str]:
        return [line for line in str(cells.get(path, "")).split("\n") if line]

    def changes(self, question: Question, old: Any, new: Any, form: Form) -> Iterator[changes.Change]:
        yield from changes.set_change(question.id, question.short, old or [], new or [])

    def token(self, asked: Asked, form: Form, tokens: Tokens) -> list[str]:
        return [tokens.line()]

    def fault(self) -> str:
        return "a list in [ ] of texts of one line belongs here"
