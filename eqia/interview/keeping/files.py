"""An assessment's file as the interview reads and writes it: the assessment, and the interview's own part beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from eqia.assessment.store import INTERVIEW, check_format, content_digest, to_json
from eqia.errors import InputError, InvalidFile
from eqia.form.answers import read_answers
from eqia.form.definition import Form
from eqia.form.places import Places, find_unknown_groups, in_words
from eqia.interview.draft import Draft, Mark
from eqia.interview.questions.answers import aside, build_assessment, split_assessment, with_answers

VERSION: Final = 1
"""The version of the interview's part of a file."""


def draft_of(data: Mapping[str, Any], form: Form, source: str) -> Draft:
    """The draft in the data of a file; ``source`` names the file in messages.

    Raises InputError for a file of a newer format, InvalidFile with every fault of an assessment.
    """
    check_format(data, source)
    part = _part(data, source)
    assessment, problems = read_answers(data, form)
    problems = [*problems, *find_unknown_groups(data, form)]
    if assessment is None or problems:
        places = Places(form)
        raise InvalidFile(source, [in_words(problem, places) for problem in problems])
    kept = {slot: value for slot, value in _mapping(part.get("kept")).items() if _fits(slot, value)}
    draft = split_assessment(form, assessment.model_dump(mode="json"), kept)
    _check_kept(form, draft, source)
    marks = {step: mark for step, mark in _mapping(part.get("marks")).items() if mark in list(Mark)}
    typing = {page: _typed(value) for page, value in _mapping(part.get("typing")).items()}
    return Draft(draft.answers, marks, typing, _where(part.get("where")), draft.rest)


def says_all(data: Mapping[str, Any], draft: Draft, form: Form) -> bool:
    """Whether the draft's assessment says all that the assessment in the data says: no answer in a closed branch."""
    assessment, _ = read_answers(data, form)
    return assessment is not None and content_digest(assessment) == content_digest(build_assessment(form, draft))


def text_of(draft: Draft, form: Form, *, saved: str, where: str) -> str:
    """The text of the file of a draft. ``saved`` is the time, ``where`` the present page in words."""
    assessment = build_assessment(form, draft)
    part = {
        "version": VERSION,
        "saved": saved,
        "page": where,
        "where": [list(place) for place in draft.where],
        "marks": dict(draft.marks),
        "typing": dict(draft.typing),
        "kept": aside(form, draft, assessment),
    }
    return to_json(assessment, part)


def _part(data: Mapping[str, Any], source: str) -> Mapping[str, Any]:
    part = _mapping(data.get(INTERVIEW))
    version = part.get("version", VERSION)
    if not isinstance(version, int) or version > VERSION:
        raise InputError(
            f'The interview in "{source}" was saved by a newer eqia. The file is untouched. '
            "Install the newer eqia to carry on."
        )
    return part


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _fits(slot: str, value: object) -> bool:
    """Whether a value can stand in a slot that the assessment does not have; what fits nowhere is left out."""
    if "@" not in slot:
        return True
    if slot.endswith("@beside"):
        return value is True
    if "." not in slot.partition("@")[0] and not slot.endswith(("@none", "@same")):
        return isinstance(value, list) and all(isinstance(row, str) for row in value)
    return isinstance(value, str)


def _check_kept(form: Form, draft: Draft, source: str) -> None:
    """Raise InvalidFile if an answer that was set aside is none that the form could take back."""
    _, problems = read_answers(
        with_answers(draft, {slot: value for slot, value in draft.answers.items() if "@" not in slot}), form
    )
    if problems:
        places = Places(form)
        raise InvalidFile(source, [in_words(problem, places) for problem in problems])


def _typed(value: object) -> object:
    return tuple(map(str, value)) if isinstance(value, list) else str(value)


def _where(value: object) -> tuple[tuple[str, ...], ...]:
    places = value if isinstance(value, list) else []
    return tuple(tuple(map(str, place)) for place in places if isinstance(place, list) and place)
