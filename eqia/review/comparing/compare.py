"""What changed from one assessment to another, in the form's own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from eqia.assessment.model import Assessment
from eqia.assessment.paths import get
from eqia.form.definition import Form, Layout, Section
from eqia.form.kinds.changes import Change, text_change, ticked, words_change
from eqia.form.kinds.register import kind_of

Data = Mapping[str, Any]


def compare(old: Assessment, new: Assessment, form: Form) -> tuple[Change, ...]:
    """Every change of what two assessments say, in the form's order; none if they say the same.

    Acknowledgements, verdicts, the approval and the history are no part of what an assessment says.
    """
    before, after = (each.model_dump(mode="json") for each in (old, new))
    changes = list(_of_the_file(before, after))
    for section in form.sections:
        changes += _of_section(section, before, after, form)
    return tuple(changes)


def _of_the_file(old: Data, new: Data) -> Iterator[Change]:
    for path, name in (
        ("council", "Council"),
        ("reference", "Reference"),
        ("notice", "Notice"),
        ("revision", "Revision"),
    ):
        yield from text_change(path, name, str(old[path]), str(new[path]))


def _of_section(section: Section, old: Data, new: Data, form: Form) -> Iterator[Change]:
    if section.layout is Layout.OPTIONS:
        yield from _of_options(section, old, new)
        return
    for question in section.questions:
        yield from kind_of(question).changes(question, get(old, question.id), get(new, question.id), form)


def _of_options(section: Section, old: Data, new: Data) -> Iterator[Change]:
    before, after = ({question.label: get(each, question.id) for question in section.questions} for each in (old, new))
    yield from words_change(section.questions[0].id.rpartition(".")[0], section.name, ticked(before), ticked(after))
