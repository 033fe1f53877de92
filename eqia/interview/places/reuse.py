"""Texts to start from: what was written for the other groups, and elsewhere on the form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from eqia.interview.draft import is_blank
from eqia.interview.page import Widget
from eqia.interview.questions.steps import RecordsStep, Step

if TYPE_CHECKING:
    from eqia.interview.questions.outline import Outline

MOST_TEXTS = 12
"""Texts that are offered; those nearest to the question come first."""


def earlier_texts(outline: Outline, step: Step) -> tuple[tuple[str, str], ...]:
    """The names and texts of other long answers: those of the same table first, then in the form's order."""
    found = [(each, name, text) for each, name, text in _texts(outline) if each.id != step.id]
    near = [entry for entry in found if entry[0].question.id == step.question.id]
    far = [entry for entry in found if entry[0].question.id != step.question.id]
    texts: dict[str, str] = {}
    for _, name, text in [*near, *far]:
        texts.setdefault(text, name)
    own = step.value(outline.draft.answers)
    return tuple((name, text) for text, name in texts.items() if text != own)[:MOST_TEXTS]


def _texts(outline: Outline) -> Iterator[tuple[Step, str, str]]:
    for section in outline.form.sections:
        for step in outline.steps(section.id):
            if isinstance(step, RecordsStep):
                for row in step.rows(outline.draft.answers):
                    yield from ((step, step.short, text) for text in row.values() if len(text) > 60)
            elif step.widget is Widget.LONG and not is_blank(step.value(outline.draft.answers)):
                yield step, step.short, str(step.value(outline.draft.answers))
