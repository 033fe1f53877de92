"""Rules on monitoring and review, and on boxes that an import could not read."""

from __future__ import annotations

from collections.abc import Iterator

from eqia.assessment.paths import walk
from eqia.concepts.roles import is_own
from eqia.rules.context import Context, is_box
from eqia.rules.findings import Gate, Severity
from eqia.rules.registry import Hit, Wording, rule


@rule(
    id="MO01",
    name="mon-blank",
    levels={Gate.APPROVAL: Severity.ERROR},
    message='"{1}" is answered Yes, but "{0}" {state}.',
    fix="Say how you will know what actually happened to these groups.",
    source="[GOV23]; [AUDW]; the form",
    why="The duty continues after the decision: the actual effect has to be watched.",
)
def no_monitoring(context: Context) -> Iterator[Hit]:
    """Question 9 is Yes, and the monitoring arrangements are blank."""
    if context.required and context.blank("monitoring.arrangements"):
        path = "monitoring.arrangements"
        yield Hit(path, "relevance.analysis_required", state=context.state(path))


@rule(
    id="MO02",
    name="mon-no-date",
    levels={Gate.APPROVAL: Severity.WARNING, Gate.PUBLICATION: Severity.ERROR},
    message='"{0}" {state}.',
    fix="Give a date for the next review. How often there will be one can stand beside it, but not in its place.",
    variants={
        "unread": Wording(
            '"{0}" cannot be read as a date: "{said}".',
            'Give a date for the next review, for example "14 November 2019". How often there will be one can stand '
            "beside it, but not in its place.",
        )
    },
    source="continuing duty [GH-CASES]",
    why='A review without a date does not come. A range or a limit such as "until 2021" names no day on which to look.',
    analysis=True,
)
def no_review_date(context: Context) -> Iterator[Hit]:
    """An analysis is required, and the review date is blank, holds no date, or only a limit."""
    path = "monitoring.review_date"
    when = context.assessment.monitoring.review_date
    if context.required and context.blank(path):
        yield Hit(path, state=context.state(path))
    elif not context.blank(path) and when.reading.earliest is None:
        yield Hit(path, variant="unread", said=when.text.strip())


@rule(
    id="WH05",
    name="box-unreadable",
    needs=("impacts.positive", "recommendation.stop"),
    levels={Gate.APPROVAL: Severity.ERROR},
    message='The box "{item}" could not be read in the imported file.',
    folded="{count} boxes could not be read in the imported file: {items}.",
    fix="Look at the original, and tick it or leave it empty. Until then it counts as neither.",
    source="the file: an import says which boxes it could not read",
    why="Not ticked is not the same as unreadable, and a tick is never inferred. The questions of the relevance test "
    "are "
    "asked about by RT01 and RT03.",
)
def unreadable_box(context: Context) -> Iterator[Hit]:
    """A single box, in the impact table or elsewhere, could not be read by an import."""
    for path, leaf in walk(context.answers):
        single = is_box(path) and (not path.startswith("relevance.") or path == "relevance.no_relevance")
        if leaf == "unreadable" and (single or is_own(path)):
            yield Hit(path, item=context.labels.label(path))
