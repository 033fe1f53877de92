"""Rules on the header of the form: who, what, and which decision."""

from __future__ import annotations

from collections.abc import Iterator

from eqia.assessment.dates import Precision
from eqia.assessment.model import Person
from eqia.concepts.model import Decision
from eqia.rules.context import Context
from eqia.rules.filler import is_blank
from eqia.rules.findings import Gate, Severity
from eqia.rules.registry import Hit, Wording, rule

DATED = {Gate.APPROVAL: Severity.WARNING, Gate.PUBLICATION: Severity.ERROR}


@rule(
    id="AC01",
    name="hdr-required",
    needs=("activity.lead_officers.post",),
    levels={Gate.APPROVAL: Severity.ERROR},
    message='"{0}" {state}.',
    folded="These are not answered: {items}.",
    fix="Fill it in, or say that it is not known yet and why.",
    source="the form",
    why="Without title, service area, lead officer and description nobody can tell what was assessed and by whom.",
)
def empty_header(context: Context) -> Iterator[Hit]:
    """Title, service area, lead officer or description is blank."""
    for path in ("activity.title", "activity.service_area", "activity.lead_officers", "activity.description"):
        people = context.assessment.activity.lead_officers
        empty = not any(map(is_somebody, people)) if path == "activity.lead_officers" else context.blank(path)
        if empty:
            label, state = context.labels.label(path), context.state(path)
            yield Hit(path, state=state, item=f"{label} ({state})" if context.text(path).strip() else label)


@rule(
    id="AC02",
    name="hdr-committee-date",
    needs=("activity.decisions.body",),
    levels=DATED,
    message="{body} has no meeting date.",
    fix="Give the date. Without it nobody can show that the analysis came before the decision.",
    variants={
        "none": Wording(
            '"{0}" names no decision maker and no date.',
            "Say who decides and when. An officer who decides alone is a decision maker too.",
        ),
        "unread": Wording(
            'The meeting date of {body} cannot be read as a date: "{date}".',
            'Write it with day, month and year, for example "14 November 2018".',
        ),
    },
    source="principle 2 [GH-CASES]; compare [BED-CARD]",
    why="The duty has to be met before and at the time of the decision. The dates are what shows it.",
)
def undated_decision(context: Context) -> Iterator[Hit]:
    """A decision maker without a date that can be read, or no decision maker at all."""
    path = "activity.decisions"
    decisions = [(index, held) for index, held in enumerate(context.assessment.activity.decisions) if _is_filled(held)]
    if not decisions:
        yield Hit(path, variant="none")
    for index, decision in decisions:
        body = "The decision maker" if is_blank(decision.body) else f'"{decision.body.strip()}"'
        if is_blank(decision.date.text):
            yield Hit(f"{path}.{index}.date", f"{path}.{index}.body", body=body)
        elif decision.date.reading.latest is None:
            yield Hit(f"{path}.{index}.date", variant="unread", body=_lower(body), date=decision.date.text.strip())


@rule(
    id="AC03",
    name="app-name-date",
    needs=("activity.approved_by.post",),
    levels={Gate.PUBLICATION: Severity.ERROR},
    message='"{1}" names an approver, but "{0}" {state}.',
    fix="Give the date on which it was approved.",
    variants={
        "nobody": Wording(
            '"{1}" is given, but "{0}" names nobody.', "Say who approved it, with the post.", levels=DATED
        ),
        "unread": Wording(
            '"{0}" cannot be read as a date: "{date}".',
            'Write it with day, month and year, for example "14 November 2018".',
            levels=DATED,
        ),
    },
    source="the form; principles 4 and 6 [GH-CASES]",
    why="An approval is a person and a day. An approver named in advance is not a fault before approval, so the "
    "missing "
    "date counts from publication on only.",
)
def half_an_approval(context: Context) -> Iterator[Hit]:
    """Exactly one of approver and date of approval is given, or the date cannot be read."""
    date, people = "activity.approval_date", "activity.approved_by"
    has_date, has_name = not context.blank(date), has_approver(context)
    if has_name and not has_date:
        yield Hit(date, people, state=context.state(date))
    elif has_date and not has_name:
        yield Hit(people, date, variant="nobody")
    if has_date and context.assessment.activity.approval_date.reading.precision is Precision.NONE:
        yield Hit(date, variant="unread", date=context.text(date).strip())


@rule(
    id="AC04",
    name="app-missing",
    needs=("activity.approved_by.name", "activity.approved_by.post"),
    levels={Gate.PUBLICATION: Severity.ERROR},
    message='Not yet approved: "{0}" names nobody, and "{1}" {state}.',
    fix="Do not publish it or send it to committee before it is approved.",
    source="[KCC-2017]",
    why="What is published is the approved report; a draft that looks like one misleads members and the public.",
)
def not_approved(context: Context) -> Iterator[Hit]:
    """Neither approver nor date of approval is given."""
    if not has_approver(context) and context.blank("activity.approval_date"):
        date = "activity.approval_date"
        yield Hit("activity.approved_by", date, state=context.state(date))


@rule(
    id="AC10",
    name="app-same-person",
    levels={Gate.APPROVAL: Severity.WARNING},
    message="{person} is named both as lead officer and as approver.",
    fix="Have somebody else approve it, normally a director.",
    source="[KCC-2017]; [BED-CARD]",
    why="A second pair of eyes is the point of an approval.",
)
def same_person(context: Context) -> Iterator[Hit]:
    """A lead officer and an approver have the same name; or the same post, where neither has a name."""
    leads = {identity(person): index for index, person in enumerate(context.assessment.activity.lead_officers)}
    for index, person in enumerate(context.assessment.activity.approved_by):
        who = identity(person)
        if who and who in leads:
            said = person.post if is_blank(person.name) else person.name
            paths = f"activity.approved_by.{index}", f"activity.lead_officers.{leads[who]}"
            yield Hit(*paths, person=" ".join(said.split()))


@rule(
    id="AC11",
    name="hdr-post-missing",
    levels={Gate.APPROVAL: Severity.INFO},
    message="{item} is named without a post.",
    folded="These people are named without a post: {items}.",
    fix="Add the job title, so that the record still makes sense when people move.",
    source="[BED-CARD]",
    why="Names change faster than responsibilities. A post without a name is enough, so it is not asked about.",
)
def no_post(context: Context) -> Iterator[Hit]:
    """A lead officer or an approver has a name and no post."""
    activity = context.assessment.activity
    for field, people in (("lead_officers", activity.lead_officers), ("approved_by", activity.approved_by)):
        for index, person in enumerate(people):
            if not is_blank(person.name) and is_blank(person.post):
                yield Hit(f"activity.{field}.{index}.post", f"activity.{field}.{index}.name", item=person.name.strip())


def is_somebody(person: Person) -> bool:
    """Whether a person has a name or a post."""
    return not (is_blank(person.name) and is_blank(person.post))


def has_approver(context: Context) -> bool:
    """Whether somebody is named under "Approved by"."""
    return any(map(is_somebody, context.assessment.activity.approved_by))


def identity(person: Person) -> tuple[str, str] | None:
    """What two mentions of one person have in common: the name, or else the post. None for nobody."""
    if not is_blank(person.name):
        return "name", _plain(person.name)
    return None if is_blank(person.post) else ("post", _plain(person.post))


def _is_filled(decision: Decision) -> bool:
    return not (is_blank(decision.body) and is_blank(decision.date.text))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
