"""A single tick box."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from eqia.assessment import vocabulary
from eqia.form.definition import Form, Kind, Question
from eqia.form.kinds import changes
from eqia.form.kinds.base import NO, NOT_READ, UNREADABLE, YES, AnswerKind, Asked, Box, Tokens


class Tick(AnswerKind):
    """Ticked, not ticked, or unreadable: heard as Yes and No."""

    kind = Kind.TICK
    blank = False
    default = False
    boxed = True

    def type_of(self, asked: Asked, form: Form) -> Any:
        return vocabulary.Tick

    def text(self, asked: Asked, value: Any) -> str:
        return ""

    def boxes(self, asked: Asked, path: str, value: Any) -> tuple[Box, ...]:
        state = value or False
        says = NOT_READ if state == UNREADABLE else YES if state else NO
        return (Box(path, asked.label, state, says),)

    def changes(self, question: Question, old: Any, new: Any, form: Form) -> Iterator[changes.Change]:
        before, after = (changes.ticked({"ticked": box}) for box in (old, new))
        yield from changes.words_change(question.id, question.short, before, after)

    def token(self, asked: Asked, form: Form, tokens: Tokens) -> bool:
        return tokens.tick()

    def fault(self) -> str:
        return 'a box is true, false or "unreadable"'
