"""What of a review is kept in the file: comments as they came, and verdicts, each on the text it judged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from eqia.assessment.model import LONGEST_ANSWER, MOST_ROWS, Assessment, Remark, Reply
from eqia.errors import InputError
from eqia.form.kinds.changes import quoted
from eqia.review.returned.remarks import Remark as ReadRemark
from eqia.review.returned.remarks import Reply as ReadReply
from eqia.review.returned.seen import Reading
from eqia.review.standing.verdicts import find_section, judge, standing_of

OUTSIDE: Final = "outside the answers"
"""Who, in the file, says what was written in a document where no answer stands."""

_TAKES_OVER: Final = re.compile(r"\btak(?:e|es|ing) over from ([^.:;,\n]+)", re.IGNORECASE)


def keep_review(assessment: Assessment, returned: Reading, today: str) -> Assessment:
    """The assessment with the comments and verdicts of a returned document; what it has already is not added again.

    A verdict holds for the text that the document shows. ``today`` stands where a comment has no date of its own.
    Raises InputError for more of them, or longer ones, than a file can hold.
    """
    remarks = tuple(_threads((*assessment.review.remarks, *_remarks(returned))))
    if len(remarks) > MOST_ROWS:
        raise InputError(
            f"The document has more comments and words outside the answers than a file can keep ({MOST_ROWS:,}). "
            "Take out those that are settled, and save it again."
        )
    review = assessment.review.model_copy(update={"remarks": remarks})
    kept = assessment.model_copy(update={"review": review})
    for remark in returned.remarks:
        kept = _with_verdict(kept, remark, returned, today)
    return kept


def _remarks(returned: Reading) -> Iterator[Remark]:
    """The officer's comments, the answers to ours, and what was written outside the answers."""
    for remark in returned.remarks:
        field = remark.path or remark.section
        if remark.rule:
            for reply in remark.replies:
                said = replace(reply, text=f"(on {remark.rule}) {reply.text}")
                yield _remark(field, said, settled=remark.resolved)
        else:
            words = f"({remark.place}) {remark.text}" if remark.place and not field else remark.text
            said = ReadReply(remark.author, remark.when, words)
            yield _remark(field, said, remark.replies, settled=remark.resolved)
    for loose in returned.loose:
        yield _remark(loose.near, ReadReply(OUTSIDE, "", loose.text))


def _remark(field: str, said: ReadReply, replies: Sequence[ReadReply] = (), *, settled: bool = False) -> Remark:
    when = _line(said.when)
    if max(len(each) for each in (said.text, said.author, *(reply.text for reply in replies))) > LONGEST_ANSWER:
        raise InputError(
            f"A comment, or words outside the answers, are longer than {LONGEST_ANSWER:,} characters. "
            f"They begin: {quoted(said.text)} Shorten them, or put them into an appendix."
        )
    answers = tuple(Reply(who=_who(each), when=_line(each.when), words=each.text) for each in replies)
    return Remark(field=field, who=_who(said), when=when, words=said.text, settled=settled, replies=answers)


def _threads(remarks: Iterable[Remark]) -> Iterator[Remark]:
    """Each comment once, with all that was answered to it; it is settled if it ever came back so."""
    found: dict[tuple[str, ...], Remark] = {}
    for remark in remarks:
        key = (remark.field, remark.who, remark.when, remark.words)
        before = found.get(key, remark)
        replies = tuple(dict.fromkeys((*before.replies, *remark.replies)))
        settled = before.settled or remark.settled
        found[key] = remark.model_copy(update={"settled": settled, "replies": replies})
    yield from found.values()


def _who(said: ReadReply) -> str:
    return _line(said.author) or "unknown"


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
