"""The reasons with which warnings were answered, in words, as documents show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from eqia.assessment.model import Acknowledgement
from eqia.characters.directions import closed
from eqia.rules.catalogue import catalogue
from eqia.rules.reference import looks_for


def explain_reasons(given: Iterable[Acknowledgement], place: Callable[[str], str]) -> list[str]:
    """For each reason: where the warning stood, what it said, who answered, when, and the reason as typed.

    ``place`` says where a field is on the form. Where a file does not keep what the warning said, it is told what its
    rule looks for.
    """
    return [
        f"{place(each.field)}. {_warning(each)} Answered by {closed(each.who)}, {each.when}: {each.reason}"
        for each in given
        if each.reason.strip()
    ]


def _warning(answered: Acknowledgement) -> str:
    if answered.warning:
        return closed(answered.warning)
    known = catalogue().get(answered.rule)
    return looks_for(known) if known else "A warning."
