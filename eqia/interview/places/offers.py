"""Actions that the answers call for: one for each group that could lose out, one for each gap in what is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from eqia.form.definition import Form, Question
from eqia.interview import words
from eqia.interview.draft import is_blank
from eqia.interview.questions.matrices import NEGATIVE, Impacts, is_impact
from eqia.interview.questions.steps import RecordsStep, label_of, people_of

_FILLER = {"n/a", "na", "none", "no", "-", "nil", "not applicable"}


@dataclass(frozen=True)
class Offer:
    """An action to begin: what the menu calls it, and the words to start from."""

    label: str
    start: str


def offers_for(step: RecordsStep, form: Form, answers: Mapping[str, Any]) -> tuple[tuple[Offer, ...], bool]:
    """The actions that a list of actions seems to lack, and whether it has fewer rows than are called for.

    A group that one of its rows names needs none.
    """
    rows = step.rows(answers)
    said = " ".join(row.get("what", "") for row in rows).casefold()
    wanted = list(_wanted(step.id, form, answers))
    return tuple(offer for offer, named in wanted if named.casefold() not in said), len(rows) < len(wanted)


def _wanted(list: str, form: Form, answers: Mapping[str, Any]) -> Iterator[tuple[Offer, str]]:
    """Each wanted action, with the words by which an action shows that it is there."""
    if list == "actions.lessen_negative":
        for impacts, row in _rows(form, answers):
            if impacts.fields(row).get(NEGATIVE) is True:
                yield _offer(words.OFFER_LESSEN, words.START_LESSEN, form, row)
    if list == "actions.develop_evidence":
        for impacts, row in _rows(form, answers):
            if impacts.unknown(row):
                yield _offer(words.OFFER_FIND, words.START_FIND, form, row)
        gaps = str(answers.get("evidence.gaps") or "").strip()
        if not is_blank(gaps) and gaps.casefold().rstrip(".") not in _FILLER:
            short = " ".join(gaps.split())
            yield Offer(words.OFFER_GAP.format(gap=short[:50] + ("..." if len(short) > 50 else "")), gaps), gaps[:40]


def _offer(label: str, start: str, form: Form, row: str) -> tuple[Offer, str]:
    people = people_of(form, row)
    return Offer(label.format(group=label_of(form, row)), start.format(people=people)), people


def _rows(form: Form, answers: Mapping[str, Any]) -> Iterator[tuple[Impacts, str]]:
    for question in _tables(form):
        yield from ((Impacts(question, answers), row) for row in question.rows)


def _tables(form: Form) -> Iterator[Question]:
    for section in form.sections:
        yield from (each for each in section.questions if each.is_table and is_impact(each))
