"""A date or a time, as the officer wrote it."""

from __future__ import annotations

from typing import Any

from eqia.assessment import model
from eqia.form.definition import Form, Kind
from eqia.form.kinds.base import AnswerKind, Asked


class When(AnswerKind):
    """Words that name a day, a month, a year; or "to be fixed"."""

    kind = Kind.WHEN
    default = model.When()
    brief = True
    is_time = True

    def type_of(self, asked: Asked, form: Form) -> Any:
        return model.When
