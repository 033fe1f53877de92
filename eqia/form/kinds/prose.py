"""Paragraphs: a line that begins with ``- `` is a bullet."""

from __future__ import annotations

from typing import Any

from eqia.assessment import model
from eqia.form.definition import Form, Kind
from eqia.form.kinds.base import AnswerKind, Asked, Tokens


class Prose(AnswerKind):
    """A text of paragraphs."""

    kind = Kind.PROSE
    prose = True

    def type_of(self, asked: Asked, form: Form) -> Any:
        return model.Prose

    def token(self, asked: Asked, form: Form, tokens: Tokens) -> str:
        return f"{tokens.line()}\n\nAfter a blank line.\n- A bullet & <more>."
