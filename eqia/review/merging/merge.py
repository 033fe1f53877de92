"""Three ways to one: what was issued, what came back, what the file holds now. Nothing is overwritten unasked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from eqia.assessment import store
from eqia.assessment.model import Assessment
from eqia.assessment.paths import get, put
from eqia.errors import InputError
from eqia.form.definition import Form, Layout, Question, Section
from eqia.form.kinds.base import Unit
from eqia.form.kinds.changes import Change
from eqia.form.kinds.register import kind_of
from eqia.review.comparing.compare import compare
from eqia.review.merging.merge_rows import merge_rows
from eqia.review.merging.proposals import Choice, Proposal, Status, Three, judged
from eqia.review.returned.doubts import Doubt, within
from eqia.textdiff import merge


def propose(three: Three, form: Form, doubts: Sequence[Doubt]) -> tuple[Proposal, ...]:
    """Each change that came back, in the form's order: clean, in doubt, or in conflict with the file."""
    theirs, ours = (
        {change.path: change for change in compare(three.issued, each, form)} for each in (three.returned, three.now)
    )
    found: list[Proposal] = []
    for section in form.sections:
        for unit in _units(section):
            if _is_proposed(unit, three):
                merged = _merged(unit, three) is not None
                found.append(_proposal(unit, theirs[unit.key], ours.get(unit.key), doubts, merged=merged))
        for question in _lists(section):
            found += merge_rows(question, three, doubts).proposals
    return tuple(found)


def apply(three: Three, form: Form, proposals: Sequence[Proposal], choices: Mapping[str, Choice]) -> Assessment:
    """The file's assessment with what came back: clean changes unless they were refused, the others as chosen."""
    taken = {proposal.key: proposal.taken(choices) for proposal in proposals}
    data = three.now.model_dump(mode="json")
    for section in form.sections:
        for unit in _units(section):
            if taken.get(unit.key):
                _take(data, unit, three)
        for question in _lists(section):
            rows = merge_rows(question, three, ()).rows(taken)
            if rows is not None:
                put(data, question.id, rows)
    assessment, problems = store.parse(data, type(three.now))
    if assessment is None:
        raise InputError(f"What came back does not fit: {problems[0].path}, {problems[0].text}")
    return assessment


def undecided(proposals: Sequence[Proposal], choices: Mapping[str, Choice]) -> tuple[Proposal, ...]:
    """The proposals that nobody has chosen on yet, and that need it."""
    return tuple(each for each in proposals if each.status is not Status.CLEAN and each.key not in choices)


def _units(section: Section) -> Iterator[Unit]:
    if section.layout is Layout.OPTIONS:
        paths = tuple(question.id for question in section.questions)
        yield Unit(paths[0].rpartition(".")[0], paths, blank=False)
        return
    for question in section.questions:
        if question.printed:
            yield from kind_of(question).units(question, question.id)


def _lists(section: Section) -> Iterator[Question]:
    return (question for question in section.questions if kind_of(question).by_rows)


def _is_proposed(unit: Unit, three: Three) -> bool:
    issued, returned, now = (
        [get(each, path) or None for path in unit.paths] for each in (three.issued, three.returned, three.now)
    )
    return returned not in (issued, now)


def _merged(unit: Unit, three: Three) -> str | None:
    """An answer that was changed on both sides, with both changes; None if it was not, or if they touch."""
    if not unit.prose:
        return None
    issued, returned, now = (str(get(each, unit.key) or "") for each in (three.issued, three.returned, three.now))
    return merge(issued, returned, now) if now != issued else None


def _proposal(unit: Unit, theirs: Change, ours: Change | None, doubts: Sequence[Doubt], *, merged: bool) -> Proposal:
    about = tuple(doubt for doubt in doubts if any(_touches(doubt, path) for path in unit.paths))
    return Proposal(
        key=unit.key,
        status=judged(about, conflict=ours is not None and not merged),
        theirs=theirs.sentence,
        ours=ours.sentence if ours else "",
        doubts=about,
        words=theirs.edits,
        our_words=ours.edits if ours else (),
        merged=merged,
    )


def _touches(doubt: Doubt, path: str) -> bool:
    return bool(doubt.path) and (within(path, doubt.path) or within(doubt.path, path))


def _take(data: dict[str, Any], unit: Unit, three: Three) -> None:
    merged = _merged(unit, three)
    for path in unit.paths:
        value = get(three.returned, path) if merged is None else merged
        put(data, path, unit.blank if value is None else value)
