"""The reasons with which warnings were answered, in words, as documents show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from eqia.assessment.model import Acknowledgement
from eqia.rules.catalogue import catalogue
from eqia.rules.reference import looks_for


def explain_reasons(given: Iterable[Acknowledgement], place: Callable[[str], str]) -> list[str]:
    """For each reason: where the warning stood, what it said, who answered, when, and the reason as typed.

    ``place`` says where a field is on the form. Where a file does not keep what the warning said, it is told what its
    rule looks for.
    """
    return [
        f"{place(each.field)}. {each.warning or _rule(each.rule)} Answered by {each.who}, {each.when}: {each.reason}"
        for each in given
        if each.reason.strip()
    ]


def _rule(id: str) -> str:
    known = catalogue().get(id)
    return looks_for(known) if known else "A warning."
