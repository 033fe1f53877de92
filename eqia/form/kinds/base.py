"""What each kind of question says of its answers. Answers are as a file has them: texts, ticks, lists, objects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Protocol

from eqia.assessment.vocabulary import Tick
from eqia.form.definition import Column, Form, Kind, Question
from eqia.form.kinds.changes import Change, text_change

Asked = Question | Column
"""What has a kind: a question, or a column of one."""

Shown = str | bool
"""What a cell of a document shows: a text, whether a box is ticked, or "unreadable"."""

UNREADABLE: Final = "unreadable"
YES: Final = "Yes"
NO: Final = "No"
NOT_TICKED: Final = "Not ticked"
NOT_READ: Final = "Could not be read"
_NOTHING: Final[tuple[object, ...]] = (None, "", False, [], {})


@dataclass(frozen=True)
class Box:
    """A tick box on paper: its field path, the words beside it, its state, and what a person hears for it."""

    path: str
    label: str
    state: Tick
    says: str

    @property
    def ticked(self) -> bool:
        """Whether a tick shows. A box that could not be read shows none."""
        return self.state is True


@dataclass(frozen=True)
class Unit:
    """Answers that are taken over together when a document comes back: one text, or boxes that say one thing.

    ``prose`` says that a text that was changed on both sides can be put together.
    """

    key: str
    paths: tuple[str, ...]
    blank: object = ""
    prose: bool = False


class Tokens(Protocol):
    """Where the check of a pack gets answers from, each of which it can find again."""

    def line(self) -> str:
        """A text of its own, on one line."""

    def tick(self) -> bool:
        """Ticked and not ticked in turn."""


class AnswerKind:
    """A kind of question: a text of paragraphs, unless its module says otherwise.

    ``blank`` is the answer that says nothing, ``default`` the same in the model. Of how it stands on paper: ``boxed``,
    by tick boxes; ``box_words``, the ends of their paths where there are several; ``brief``, in a line or a few beside
    its label; ``one_line``, in one; ``prose``, in paragraphs; ``by_rows``, as rows that come and go; ``of_columns``, as
    rows with columns; ``of_groups``, by ids of groups. ``is_time`` says that a day can be read from it.
    """

    kind: ClassVar[Kind]
    blank: ClassVar[object] = ""
    default: ClassVar[object] = ""
    boxed: ClassVar[bool] = False
    box_words: ClassVar[tuple[str, ...]] = ()
    brief: ClassVar[bool] = False
    one_line: ClassVar[bool] = False
    prose: ClassVar[bool] = False
    is_time: ClassVar[bool] = False
    of_columns: ClassVar[bool] = False
    of_groups: ClassVar[bool] = False
    by_rows: ClassVar[bool] = False

    def type_of(self, asked: Asked, form: Form) -> Any:
        """The type of its answers in the model."""
        raise NotImplementedError

    def says(self, value: object) -> bool:
        """Whether an answer says anything."""
        return value not in _NOTHING

    def text(self, asked: Asked, value: Any) -> str:
        """The answer as a text on paper; "" for answers by boxes."""
        return str(value or "")

    def boxes(self, asked: Asked, path: str, value: Any) -> tuple[Box, ...]:
        """The tick boxes of an answer; none for answers in words."""
        return ()

    def cells(self, asked: Asked, path: str, value: Any) -> dict[str, Shown]:
        """What shows an answer on paper, by field path."""
        if self.boxed:
            return {box.path: box.state for box in self.boxes(asked, path, value)}
        return {path: self.text(asked, value)}

    def value(self, asked: Asked, path: str, cells: Mapping[str, Any]) -> Any:
        """The answer that cells show; what has no cell says nothing."""
        return cells.get(path, self.blank)

    def changes(self, question: Question, old: Any, new: Any, form: Form) -> Iterator[Change]:
        """What changed from one answer to another, in the form's words."""
        yield from text_change(question.id, question.short, self.text(question, old), self.text(question, new))

    def units(self, asked: Asked, path: str) -> Iterator[Unit]:
        """The parts of an answer that are merged by themselves; none for rows, which are merged as rows."""
        yield Unit(path, (path,), self.blank, self.prose)

    def token(self, asked: Asked, form: Form, tokens: Tokens) -> Any:
        """An answer for the check of a pack."""
        return tokens.line()

    def describe(self, node: dict[str, Any], form: Form) -> None:
        """Adds to the JSON Schema of its answers what only the form knows."""

    def fault(self) -> str:
        """What belongs here, where something else stands."""
        return "text belongs here"
