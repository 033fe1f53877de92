"""What of a review is kept in the file: comments as they came, and verdicts, each on the text it judged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from eqia.assessment.model import Assessment, Remark
from eqia.review.returned.remarks import Remark as ReadRemark
from eqia.review.returned.seen import Reading
from eqia.review.standing.verdicts import find_section, judge, standing_of

OUTSIDE: Final = "outside the answers"
"""Who, in the file, says what was written in a document where no answer stands."""

_TAKES_OVER: Final = re.compile(r"\btak(?:e|es|ing) over from ([^.:;,\n]+)", re.IGNORECASE)


def keep_review(assessment: Assessment, returned: Reading, today: str) -> Assessment:
    """The assessment with the comments and verdicts of a returned document; what it has already is not added again.

    A verdict holds for the text that the document shows. ``today`` stands where a comment has no date of its own.
    """
    known = set(assessment.review.remarks)
    new = tuple(remark for remark in _remarks(returned) if remark not in known)
    review = assessment.review.model_copy(update={"remarks": (*assessment.review.remarks, *new)})
    kept = assessment.model_copy(update={"review": review})
    for remark in returned.remarks:
        kept = _with_verdict(kept, remark, returned, today)
    return kept


def _remarks(returned: Reading) -> Iterator[Remark]:
    """The officer's comments, the answers to ours, and what was written outside the answers."""
    for remark in returned.remarks:
        field = remark.path or remark.section
        if not remark.rule:
            yield _remark(field, remark.author, remark.when, remark.text, settled=remark.resolved)
        for reply in remark.replies:
            words = f"(on {remark.rule}) {reply.text}" if remark.rule else reply.text
            yield _remark(field, reply.author, reply.when, words, settled=remark.resolved)

    for loose in returned.loose:
        yield _remark(loose.near, OUTSIDE, "", loose.text, settled=False)


def _remark(field: str, who: str, when: str, words: str, *, settled: bool) -> Remark:
    return Remark(field=field, who=_line(who) or "unknown", when=_line(when), words=words, settled=settled)


def _with_verdict(assessment: Assessment, remark: ReadRemark, returned: Reading, today: str) -> Assessment:
    if remark.verdict is None or not remark.section:
        return assessment
    mark, words = remark.verdict
    section = find_section(returned.pack.form, remark.section)
    who, when = _line(remark.author) or "unknown", _line(remark.when) or today
    given = (each for each in assessment.review.verdicts if each.section == section.id)
    if any((each.mark, each.words, each.who, each.when) == (mark, words, who, when) for each in given):
        return assessment
    said = words or remark.quote or remark.text
    named = _TAKES_OVER.search(words)
    other = standing_of(named[1], section, assessment) if named else None
    takes_over = other.who if other else ""
    return judge(assessment, section, mark, said, who=who, when=when, on=returned.assessment, takes_over=takes_over)


def _line(text: str) -> str:
    return " ".join(text.split())
