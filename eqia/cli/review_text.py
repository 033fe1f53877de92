"""How changes, comments and choices read on a screen."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from eqia.assessment.dates import in_words
from eqia.cli.changes import unseen_in
from eqia.cli.console import WIDEST
from eqia.cli.present import counted
from eqia.form.kinds.changes import Change
from eqia.form.places import Places
from eqia.form.projection import title_of
from eqia.review.comparing.compare import compare
from eqia.review.merging.proposals import Proposal, Status
from eqia.review.returned.read import Returned
from eqia.review.returned.remarks import Remark
from eqia.review.returned.seen import Reading
from eqia.review.standing.states import Standing, Step, commands
from eqia.review.standing.verdicts import Standing as Verdict
from eqia.review.standing.verdicts import judged_anew
from eqia.textdiff import Edit, Kind
from eqia.wordml.form.anchors import FoundBy

CONTEXT: Final = 40
"""Characters of unchanged text that are shown on either side of changed words."""

MOST_TOLD: Final = 500
"""Lines of one list that a person is told; a program is told all of them."""


_UNSEEN: Final = "Not every document can show this (type it another way, say it in words, or take it out)"


def changes_text(changes: Sequence[Change], places: Places) -> str:
    """Changes by section, long texts with the words that went and came: ``[-gone-]{+new+}``."""
    if not changes:
        return "Nothing was changed: the two say the same."
    lines = [counted(len(changes), "change")]
    section = -1
    for change in changes:
        number = places.section_number(change.path) or places.section_number(f"{change.path}.x")
        if number != section:
            section = number
            name = places.form.sections[number - 1].name if number else "The file"
            lines += ["", f"Section {number}: {name}" if number else name]
        lines += _wrapped(change.sentence, "  - ")
        if change.sentence.endswith("text changed"):
            lines += _wrapped(words_text(change.edits), "      ")
    return "\n".join(lines)


def words_text(edits: Iterable[Edit]) -> str:
    """A text with what went and what came in it; long pieces that stayed are cut in the middle."""
    signs = {Kind.SAME: "{}", Kind.GONE: "[-{}-]", Kind.NEW: "{{+{}+}}"}
    return "".join(signs[edit.kind].format(_cut(edit.text) if edit.kind is Kind.SAME else edit.text) for edit in edits)


def returned_text(returned: Returned) -> str:
    """All that a returned document says: where it is from, changes, tracked changes, comments, verdicts, doubts."""
    places = returned.pack.places
    issued = returned.issued
    found = sum(how is FoundBy.BOOKMARK for how in returned.found_by.values())
    lines = [
        title_of(issued) or "(no title)",
        f"Made from revision {issued.revision}.",
        *_wrapped(f"{counted(found, 'field')} found by the hidden mark of the field{_others(returned, found)}.", ""),
        "",
        changes_text(compare(issued, returned.assessment, returned.pack.form), places),
    ]
    return "\n".join([*lines, *seen_beside(returned)])


def seen_beside(reading: Reading) -> list[str]:
    """All that a document says beside its answers, as lines: the same words whoever reads it, and whatever for."""
    places = reading.pack.places
    lines = _block("Tracked changes that are open", _tracked(reading, places))
    lines += _block("Comments", (line for remark in reading.remarks for line in _remark(remark, places)))
    lines += _block("Verdicts", (_verdict(remark, places) for remark in reading.remarks if remark.verdict))
    lines += _block("To be confirmed by a person", (doubt.sentence for doubt in reading.doubts))
    lines += _block(_UNSEEN, (each.sentence for each in unseen_in(reading)))
    lines += _block(
        "Outside the answers",
        (f'"{each.text}" (near {places.describe(each.near) if each.near else "the top"})' for each in reading.loose),
    )
    return lines


def proposals_text(proposals: Sequence[Proposal]) -> str:
    """Each change that came back, with what stands against it and the name it is chosen by."""
    lines: list[str] = []
    for status, heading in (
        (Status.CLEAN, "Nothing stands against these; they are taken over"),
        (Status.IN_DOUBT, "Not sure: take what came back, or keep what the file holds?"),
        (Status.CONFLICT, "Changed on both sides: take what came back, or keep what the file holds?"),
    ):
        lines += _block(heading, (line for each in proposals if each.status is status for line in _proposal(each)))
    return "\n".join(lines).lstrip("\n") or "No answer was changed."


def standing_text(now: Standing, verdicts: Sequence[Verdict]) -> str:
    """Where an assessment stands, what was said of its sections, and what can be done next."""
    since = f" (it was {now.changed_since}; the text was changed since, so that this no longer holds)"
    lines = _wrapped(f"State: {now.state}{since if now.changed_since else ''}", "")
    for each in verdicts:
        stale = "" if each.holds else " (changed since, to be judged again)"
        words = f": {each.verdict.words}" if each.verdict.words else ""
        lines += _wrapped(f"{each.section.name}: {each.verdict.mark}{stale}{words} ({each.verdict.who})", "  - ")
    to_fix = [each for each in verdicts if each.binds]
    barred = {Step.ACCEPT, Step.APPROVE} if to_fix else set()
    if not barred.isdisjoint(now.steps):
        sections = ", ".join(dict.fromkeys(each.section.name for each in to_fix))
        lines += _wrapped(
            f"It cannot be accepted or approved before this is fixed: {sections}. {judged_anew(to_fix)}", ""
        )
    steps = ", ".join(commands(step for step in now.steps if step not in barred))
    out_of_use = "It is out of use. To begin a new revision: eqia review revise"
    return "\n".join([*lines, *_wrapped(f"What can be done now: {steps}" if steps else out_of_use, "")])


def listed(heading: str, sentences: Iterable[str]) -> list[str]:
    """A list of sentences under a heading, as lines that fit the screen; none if there is nothing to list."""
    return _block(heading, sentences)


def _others(returned: Returned, found: int) -> str:
    others = len(returned.found_by) - found
    return f", {others} another way" if others else ""


def _proposal(proposal: Proposal) -> Iterator[str]:
    yield f"{proposal.theirs}   [{proposal.key}]"
    if proposal.words:
        yield f"    {words_text(proposal.words)}"
    if proposal.ours:
        yield f"    meanwhile, in the file: {proposal.ours}"
    if proposal.our_words:
        yield f"    {words_text(proposal.our_words)}"
    if proposal.merged:
        yield "    The two are in different sentences: the answer gets both."
    for doubt in proposal.doubts:
        yield f"    {doubt.sentence}"


def _tracked(reading: Reading, places: Places) -> Iterator[str]:
    for edit in reading.tracked:
        where = places.describe(edit.path) if edit.path else "Outside the answers"
        where += f" ({edit.place})" if edit.place else ""
        said = f' "{edit.text.strip()}"' if edit.text.strip() else " the end of a paragraph" if edit.text else ""
        yield f"{where}: {edit.kind}{said} ({_who(edit.author, edit.when)})"


def _remark(remark: Remark, places: Places) -> Iterator[str]:
    where = places.describe(remark.path) if remark.path else _section(remark, places) or "The document"
    where += f" ({remark.place})" if remark.place else ""
    if remark.rule and not remark.replies and not remark.resolved:
        return
    settled = ", settled" if remark.resolved else ""
    yield f"{where}: {remark.text} ({_who(remark.author, remark.when)}{settled})"
    for reply in remark.replies:
        yield f"    {reply.text} ({_who(reply.author, reply.when)})"


def _verdict(remark: Remark, places: Places) -> str:
    mark, words = remark.verdict or ("", "")
    section = _section(remark, places) or "On no section, so that it does not count"
    return f"{section}: {mark}{f', {words}' if words else ''} ({_who(remark.author, remark.when)})"


def _section(remark: Remark, places: Places) -> str:
    return next((each.name for each in places.form.sections if each.id == remark.section), "")


def _who(author: str, when: str) -> str:
    """Who and when. A moment as a file says it begins with a day; what does not is shown as it is."""
    try:
        day = in_words(date.fromisoformat(when[:10]))
    except ValueError:
        day = when
    return ", ".join(text for text in (author or "unknown", day) if text)


def _block(heading: str, lines: Iterable[str]) -> list[str]:
    told = list(lines)
    left = len(told) - MOST_TOLD
    if left > 0:
        told[MOST_TOLD:] = [f"and {left:,} more: eqia review read --json, or eqia import --json, lists them all"]
    said = [line for text in told for line in _wrapped(text.strip() if not text.startswith("    ") else text, "  - ")]
    return ["", *_wrapped(heading if heading.endswith("?") else f"{heading}:", ""), *said] if said else []


def _wrapped(text: str, start: str) -> list[str]:
    if text.startswith("    "):
        start = " " * (len(start) + 2)
    width = max(40, min(shutil.get_terminal_size().columns, WIDEST)) - len(start)
    rows = (textwrap.wrap(part, width, break_on_hyphens=False) or [""] for part in text.strip().split("\n"))
    lines = [line for row in rows for line in row]
    return [f"{start if not number else ' ' * len(start)}{line}" for number, line in enumerate(lines)]


def _cut(text: str) -> str:
    return text if len(text) <= 3 * CONTEXT else f"{text[:CONTEXT]} ... {text[-CONTEXT:]}"
