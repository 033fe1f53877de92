"""A text of one line."""

from __future__ import annotations

from typing import Any

from eqia.assessment import model
from eqia.form.definition import Form, Kind
from eqia.form.kinds.base import AnswerKind, Asked


class Line(AnswerKind):
    """A text without a line break."""

    kind = Kind.LINE
    brief = True
    one_line = True

    def type_of(self, asked: Asked, form: Form) -> Any:
        return model.Line
