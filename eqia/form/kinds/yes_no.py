"""A question with a Yes box and a No box."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from eqia.assessment import vocabulary
from eqia.form.definition import Form, Kind, Question
from eqia.form.kinds import changes
from eqia.form.kinds.base import NO, NOT_READ, NOT_TICKED, UNREADABLE, YES, AnswerKind, Asked, Box, Tokens

_WORDS: Final = {"yes": "Yes", "no": "No", "both": "Yes and No", UNREADABLE: changes.UNREADABLE}
_NO_ANSWER: Final = "no answer"
_LABELS: Final = {"yes": YES, "no": NO}


class YesNo(AnswerKind):
    """Yes, no, both or unreadable; the last two are facts of a file that rules ask to be put right."""

    kind = Kind.YES_NO
    blank = None
    default = None
    boxed = True
    box_words = ("yes", "no")

    def type_of(self, asked: Asked, form: Form) -> Any:
        return vocabulary.YesNo | None

    def text(self, asked: Asked, value: Any) -> str:
        return ""

    def boxes(self, asked: Asked, path: str, value: Any) -> tuple[Box, ...]:
        if value == UNREADABLE:
            return tuple(Box(f"{path}.{word}", label, UNREADABLE, NOT_READ) for word, label in _LABELS.items())
        states = {word: value in (word, "both") for word in _LABELS}
        return tuple(
            Box(f"{path}.{word}", label, states[word], label if states[word] else NOT_TICKED)
            for word, label in _LABELS.items()
        )

    def value(self, asked: Asked, path: str, cells: Mapping[str, Any]) -> str | None:
        yes, no = (cells.get(f"{path}.{word}") for word in self.box_words)
        if UNREADABLE in (yes, no):
            return UNREADABLE
        return {(True, True): "both", (True, False): "yes", (False, True): "no"}.get((yes is True, no is True))

    def changes(self, question: Question, old: Any, new: Any, form: Form) -> Iterator[changes.Change]:
        before, after = (_WORDS.get(str(answer), _NO_ANSWER) for answer in (old, new))
        yield from changes.words_change(question.id, question.short, before, after)

    def token(self, asked: Asked, form: Form, tokens: Tokens) -> str:
        return "yes" if tokens.tick() else "no"

    def fault(self) -> str:
        return 'the answer is "yes", "no", "both", "unreadable" or null'
