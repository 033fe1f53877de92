"""What the rules found, one finding a page: mend it, or say why it can stay; places findings and reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from eqia.assessment.dates import in_words
from eqia.interview import words
from eqia.interview.draft import Place, is_blank
from eqia.interview.page import MENU_ACTS, Act, Option, Page, Reply, Widget
from eqia.interview.places.records import ADD, ONE
from eqia.interview.places.walking import CHANGE, place_of
from eqia.interview.questions.answers import build_assessment
from eqia.interview.questions.steps import RecordsStep, Step
from eqia.rules.acknowledgement import acknowledge, may_be_acknowledged
from eqia.rules.catalogue import catalogue
from eqia.rules.findings import Finding, Gate, Severity
from eqia.rules.phrases import in_a_row

if TYPE_CHECKING:
    from eqia.interview.state import InterviewState

EVERYWHERE = "*"
"""The scope of findings of the whole form."""

ONE_FINDING = "="
"""What the scope of a single finding starts with; its key follows."""

_MENDING = "?"
"""What a part of the place starts with while the officer is away to mend a finding."""


def shown(iv: InterviewState, scope: str) -> list[Finding]:
    """The errors and warnings of a section that concern nothing that is still to be asked; or, of all, every one."""
    if scope.startswith(ONE_FINDING):
        return [finding for finding in iv.findings if key_of(finding) == scope.removeprefix(ONE_FINDING)]
    if scope == EVERYWHERE:
        return [finding for finding in iv.findings.at(Gate.PUBLICATION) if _weighs(finding)]
    return [
        finding for finding in iv.findings.at(Gate.PUBLICATION) if _weighs(finding) and _concerns(iv, finding, scope)
    ]


def _weighs(finding: Finding) -> bool:
    """Whether a finding is an error somewhere, or a warning before approval: not a hint that only grows later."""
    levels = finding.severity(Gate.APPROVAL), finding.severity(Gate.PUBLICATION)
    return Severity.ERROR in levels or levels[0] is Severity.WARNING


def errors_by_section(iv: InterviewState) -> Counter[str]:
    """How many contradictions there are whose place to mend is in each section."""
    return _by_section(iv, iv.findings.errors(Gate.APPROVAL))


def warnings_by_section(iv: InterviewState) -> Counter[str]:
    """How many warnings there are, before approval, whose place to mend is in each section."""
    return _by_section(iv, iv.findings.of(Severity.WARNING, Gate.APPROVAL))


def _by_section(iv: InterviewState, findings: Iterable[Finding]) -> Counter[str]:
    found = [finding for finding in findings if _concerns(iv, finding, EVERYWHERE)]
    return Counter(_section_of(iv, finding.fields[0]) for finding in found)


def _concerns(iv: InterviewState, finding: Finding, scope: str) -> bool:
    outline = iv.outline
    here = scope == EVERYWHERE or any(_section_of(iv, path) == scope for path in finding.fields)
    looked_at = here and all(outline.was_looked_at(path) for path in finding.fields)
    return looked_at and any(outline.is_answered(path) for path in finding.fields)


def _section_of(iv: InterviewState, path: str) -> str:
    place = iv.places.find(path)
    return place.section.id if place else ""


def key_of(finding: Finding) -> str:
    """What a finding is known by: its rule, where it is, and the text it was made on."""
    return f"{finding.rule} {finding.fields[0]} {finding.digest}"


def page(iv: InterviewState, place: Place) -> Page | None:
    """The first finding that was not left; None when there is none."""
    left = place[2:]
    found = shown(iv, place[1])
    todo = [finding for finding in found if key_of(finding) not in left]
    if not todo:
        return None
    finding = todo[0]
    worst = finding.severity(Gate.PUBLICATION)
    title = words.FINDING_ERROR if worst is Severity.ERROR else words.FINDING_WARNING
    return Page(
        id=f"findings {key_of(finding)}",
        widget=Widget.MENU,
        ask=title.format(number=len(found) - len(todo) + 1, total=len(found)),
        where=_scope_in_words(iv, place[1]),
        lines=_lines(iv, finding),
        help=(words.WHY.format(why=catalogue()[finding.rule].why), words.MORE_ON_RULE.format(name=finding.rule)),
        options=_options(iv, finding, len(todo)),
        optional=True,
        acts=(Act.SKIP, Act.TASKS, Act.LEAVE),
    )


def _lines(iv: InterviewState, finding: Finding) -> tuple[str, ...]:
    quotes = [words.QUOTE.format(name=_name(iv, quote.path), text=quote.text) for quote in finding.quotes]
    return (finding.message, *quotes, *([finding.fix] if finding.fix else []), *_lapsed(iv, finding))


def _lapsed(iv: InterviewState, finding: Finding) -> Iterable[str]:
    """What ended the reason that was given for a finding before."""
    if finding.lapsed:
        given = finding.lapsed.given
        changed = in_a_row(list(dict.fromkeys(_name(iv, path) for path in finding.lapsed.changed)))
        yield words.REASON_LAPSED.format(
            when=given.when, changed=changed or words.SOMETHING, reason=given.reason.strip()
        )


def _options(iv: InterviewState, finding: Finding, todo: int) -> tuple[Option, ...]:
    steps: dict[str, tuple[str, Step]] = {}
    for path in finding.fields:
        found = iv.outline.step_of(path)
        if found:
            steps.setdefault(found[1].id if not isinstance(found[1], RecordsStep) else path, (path, found[1]))
    fixes = [
        Option(f"fix:{path}", _way_to_mend(number, step).format(name=_name_to_change(iv, path, step)))
        for number, (path, step) in enumerate(list(steps.values())[:6])
    ]
    reason = [Option("reason", words.GIVE_REASON)] if may_be_acknowledged(finding.levels) else []
    leave_all = [Option("leave-all", words.LEAVE_ALL)] if todo > 1 else []
    return (*fixes, *reason, Option("leave", words.LEAVE_IT), *leave_all)


def _way_to_mend(number: int, step: Step) -> str:
    """How a place to mend is offered. A box that is only part of the reason is not to be unticked for convenience."""
    return words.FIX_BOX if number and step.widget is Widget.TICKS else words.FIX


def _name_to_change(iv: InterviewState, path: str, step: Step) -> str:
    """What is changed there: a box that stands among others is not named, for it may be any of them."""
    if step.widget is not Widget.TICKS:
        return _name(iv, path)
    in_table = step.question.is_table
    return words.TABLE_PLACE.format(table=step.question.short, name=step.short) if in_table else step.short


def _name(iv: InterviewState, path: str) -> str:
    place = iv.places.find(path)
    if place and place.question.is_table and place.row:
        return words.TABLE_PLACE.format(table=place.question.short, name=place.name)
    return place.name if place else path


def _scope_in_words(iv: InterviewState, scope: str) -> str:
    section = iv.outline.section(scope)
    return words.LOOK_AT_SECTION.format(name=section.name) if section else words.LOOK_AT_ALL


def take(iv: InterviewState, place: Place, reply: Reply) -> None:
    """Go to mend it, give a reason, or leave it for now."""
    finding = next(each for each in shown(iv, place[1]) if key_of(each) not in place[2:])
    chosen, _, path = str(reply.value or "").partition(":")
    if chosen == "fix":
        iv.move((*place, f"{_MENDING}{finding.rule} {' '.join(finding.fields)}"), *_mend(iv, path))
    elif chosen == "reason":
        if finding.lapsed and f"reason {key_of(finding)}" not in iv.draft.typing:
            iv.draft = iv.draft.typed(f"reason {key_of(finding)}", finding.lapsed.given.reason)
        iv.push(("reason", place[1], key_of(finding)))
    elif chosen == "leave-all":
        iv.move((*place, *(key_of(each) for each in shown(iv, place[1]))))
    else:
        iv.move((*place, key_of(finding)))


def settle(iv: InterviewState, place: Place) -> Place:
    """The place once more after something was mended; says whether that is resolved."""
    for part in place[2:]:
        if part.startswith(_MENDING):
            rule, *fields = part.removeprefix(_MENDING).split(" ")
            still = any(each.rule == rule and set(fields) & set(each.fields) for each in iv.findings)
            iv.note(words.STILL_THERE if still else words.RESOLVED)
    return tuple(part for part in place if not part.startswith(_MENDING))


def _mend(iv: InterviewState, path: str) -> tuple[Place, ...]:
    found = iv.outline.step_of(path)
    if found is None:
        return ()
    section, step = found
    row, _, column = path.removeprefix(step.id + ".").partition(".")
    place = place_of(step, section, CHANGE)
    if not isinstance(step, RecordsStep):
        return (place,)
    first, rows = step.question.columns[0].id, step.rows(iv.draft.answers)
    if row.isdecimal() and int(row) < len(rows):
        return (("field", section, step.id, row, column or first, ONE if column else ADD),)
    return (place,) if rows else (place, ("field", section, step.id, "0", first, ADD))


def reason_page(iv: InterviewState, place: Place) -> Page | None:
    """Asks for the reason why a warning can stay."""
    finding = _find(iv, place)
    if finding is None:
        return None
    return Page(
        id=f"reason {place[2]}",
        widget=Widget.LONG,
        ask=words.REASON,
        where=_scope_in_words(iv, place[1]),
        lines=(finding.message, *_lapsed(iv, finding)),
        hint=words.REASON_HINT,
        acts=MENU_ACTS,
    )


def take_reason(iv: InterviewState, place: Place, reply: Reply) -> None:
    """Keep the reason with the finding, on behalf of the lead officer."""
    finding = _find(iv, place)
    if reply.act is Act.ANSWER and finding is not None and not is_blank(reply.value):
        assessment = build_assessment(iv.form, iv.draft)
        given = acknowledge(
            finding, assessment, reason=str(reply.value), who=_officer(iv), when=in_words(iv.services.today)
        )
        held = [*(iv.draft.rest.get("acknowledged") or ()), given.model_dump(mode="json")]
        iv.draft = iv.draft.with_rest("acknowledged", held).typed(f"reason {place[2]}", None)
        iv.note(words.REASON_KEPT)
        if later := finding.blocks_later(Gate.APPROVAL):
            iv.note(words.PUT_RIGHT_LATER.format(gate=later))
    iv.pop()


def _find(iv: InterviewState, place: Place) -> Finding | None:
    return next((each for each in shown(iv, place[1]) if key_of(each) == place[2]), None)


def _officer(iv: InterviewState) -> str:
    """The lead officer's post, or name; what the form calls the lead officer if neither was given."""
    people: Sequence[Mapping[str, str]] = iv.outline.live.get("activity.lead_officers") or ({},)
    return people[0].get("post") or people[0].get("name") or words.LEAD_OFFICER
