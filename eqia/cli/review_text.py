"""How changes, comments and choices read on a screen."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from eqia.cli.present import counted
from eqia.form.places import Places
from eqia.review.compare import Change, compare
from eqia.review.proposals import Proposal, Status
from eqia.review.read import Returned
from eqia.review.remarks import Remark
from eqia.review.states import Standing
from eqia.review.verdicts import Standing as Verdict
from eqia.textdiff import Edit, Kind
from eqia.wordml.anchors import FoundBy

WIDTH: Final = 100
CONTEXT: Final = 40
"""Characters of unchanged text that are shown on either side of changed words."""


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
        issued.activity.title or "(no title)",
        f"Made from revision {issued.revision}. {counted(found, 'field')} found by the hidden mark of the field, "
        f"{len(returned.found_by) - found} another way.",
        "",
        changes_text(compare(issued, returned.assessment, returned.pack.form), places),
    ]
    lines += _block("Tracked changes that are open", _tracked(returned, places))
    lines += _block("Comments", (line for remark in returned.remarks for line in _remark(remark, places)))
    lines += _block("Verdicts", (_verdict(remark, returned) for remark in returned.remarks if remark.verdict))
    lines += _block("To be confirmed by a person", (doubt.sentence for doubt in returned.doubts))
    lines += _block(
        "Outside the answers",
        (f'"{each.text}" (near {places.describe(each.near) if each.near else "the top"})' for each in returned.loose),
    )
    return "\n".join(lines)


def proposals_text(proposals: Sequence[Proposal]) -> str:
    """Each change that came back, with what stands against it and the name it is chosen by."""
    lines: list[str] = []
    for status, heading in (
        (Status.CLEAN, "Taken over as they came"),
        (Status.IN_DOUBT, "Not sure: take what came back, or keep what the file holds?"),
        (Status.CONFLICT, "Changed on both sides: take what came back, or keep what the file holds?"),
    ):
        lines += _block(heading, (line for each in proposals if each.status is status for line in _proposal(each)))
    return "\n".join(lines).lstrip("\n") or "No change came back."


def standing_text(now: Standing, verdicts: Sequence[Verdict]) -> str:
    """Where an assessment stands, what was said of its sections, and what can be done next."""
    lines = [f"State: {now.state}"]
    if now.changed_since:
        lines[0] += f" (it was {now.changed_since}; the text was changed since, so that this no longer holds)"
    for each in verdicts:
        stale = "" if each.holds else " (given on an earlier text)"
        words = f": {each.verdict.words}" if each.verdict.words else ""
        lines += _wrapped(f"{each.section.name}: {each.verdict.mark}{stale}{words} ({each.verdict.who})", "  - ")
    steps = ", ".join(now.steps)
    return "\n".join(
        [*lines, f"Next steps: {steps}" if steps else "It is out of use. A new revision begins a new life."]
    )


def _proposal(proposal: Proposal) -> Iterator[str]:
    yield f"{proposal.theirs}   [{proposal.key}]"
    if proposal.words:
        yield f"    {words_text(proposal.words)}"
    if proposal.ours:
        yield f"    in the file meanwhile: {proposal.ours}"
    if proposal.our_words:
        yield f"    {words_text(proposal.our_words)}"
    for doubt in proposal.doubts:
        yield f"    {doubt.sentence}"


def _tracked(returned: Returned, places: Places) -> Iterator[str]:
    for edit in returned.tracked:
        where = places.describe(edit.path) if edit.path else "Outside the answers"
        said = f' "{edit.text.strip()}"' if edit.text.strip() else ""
        yield f"{where}: {edit.kind}{said} ({_who(edit.author, edit.when)})"


def _remark(remark: Remark, places: Places) -> Iterator[str]:
    where = (
        places.describe(remark.path)
        if remark.path
        else f"Section {remark.section}"
        if remark.section
        else "The document"
    )
    if remark.rule and not remark.replies and not remark.resolved:
        return
    settled = ", settled" if remark.resolved else ""
    yield f"{where}: {remark.text} ({_who(remark.author, remark.when)}{settled})"
    for reply in remark.replies:
        yield f"    {reply.text} ({_who(reply.author, reply.when)})"


def _verdict(remark: Remark, returned: Returned) -> str:
    assert remark.verdict is not None
    mark, words = remark.verdict
    section = next((each.name for each in returned.pack.form.sections if each.id == remark.section), "no section")
    return f"{section}: {mark}{f', {words}' if words else ''} ({_who(remark.author, remark.when)})"


def _who(author: str, when: str) -> str:
    return ", ".join(text for text in (author or "unknown", when[:10]) if text)


def _block(heading: str, lines: Iterable[str]) -> list[str]:
    said = [line for text in lines for line in _wrapped(text.strip() if not text.startswith("    ") else text, "  - ")]
    return ["", f"{heading}:", *said] if said else []


def _wrapped(text: str, start: str) -> list[str]:
    if text.startswith("    "):
        start = " " * (len(start) + 2)
    lines = [line for part in text.strip().split("\n") for line in textwrap.wrap(part, WIDTH - len(start)) or [""]]
    return [f"{start if not number else ' ' * len(start)}{line}" for number, line in enumerate(lines)]


def _cut(text: str) -> str:
    return text if len(text) <= 3 * CONTEXT else f"{text[:CONTEXT]} ... {text[-CONTEXT:]}"
