"""Every kind of question, by its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from eqia.form.definition import Kind
from eqia.form.kinds.base import AnswerKind, Asked
from eqia.form.kinds.flat import FLAT
from eqia.form.kinds.groups import Groups
from eqia.form.kinds.lines import Lines
from eqia.form.kinds.matrix import Matrix
from eqia.form.kinds.records import Records
from eqia.form.kinds.yes_no import YesNo

KINDS: Final[Mapping[Kind, AnswerKind]] = {
    **FLAT,
    **{each.kind: each for each in (YesNo(), Groups(), Lines(), Records(), Matrix())},
}


def kind_of(asked: Asked) -> AnswerKind:
    """How a question, or a column of one, is answered."""
    return KINDS[asked.kind]
