"""Rules on evidence, consultation and gaps."""

from __future__ import annotations

from collections.abc import Iterator

from eqia.rules.context import Context
from eqia.rules.filler import is_empty
from eqia.rules.findings import Gate, Severity
from eqia.rules.registry import Hit, Wording, rule

GAPS = "evidence.gaps"


@rule(
    id="EV07",
    name="con-blank",
    levels={Gate.APPROVAL: Severity.ERROR},
    message='"{1}" is answered Yes, but "{0}" records none.',
    fix="Say who was asked, when and how. If nobody was, say so and why.",
    source="the form; [KE-CASC]; [GH-CASES]",
    why="A council that lacks information about the people affected has to make reasonable enquiries before it "
    "decides.",
    statutory=True,
)
def no_consultation(context: Context) -> Iterator[Hit]:
    """Question 9 is Yes, and the consultation is blank or a bare "None"."""
    if context.required and context.blank("evidence.consultation"):
        yield Hit("evidence.consultation", "relevance.analysis_required")


@rule(
    id="EV12",
    name="gap-na-v-actions",
    levels={Gate.APPROVAL: Severity.ERROR},
    message='"{0}" says "{said}", but actions to develop evidence are planned: {actions}.',
    fix="Say which gap the actions fill, or take them out.",
    variants={
        "empty": Wording(
            '"{0}" is empty, but actions to develop evidence are planned: {actions}.', "Say which gap the actions fill."
        )
    },
    source="the two answers exclude each other",
    why="Evidence is developed because something is not known yet. What is not known belongs in the record.",
    analysis=True,
)
def no_gap_but_actions(context: Context) -> Iterator[Hit]:
    """The gaps are blank or filler, and there is an action to develop evidence."""
    planned = list(context.actions("develop_evidence"))
    if planned and context.blank(GAPS):
        fields = [f"{path}.what" for path, _ in planned]
        said = context.text(GAPS).strip()
        variant = "empty" if is_empty(said) else ""
        yield Hit(GAPS, *fields, variant=variant, said=said, actions=context.name_actions(path for path, _ in planned))


@rule(
    id="EV15",
    name="gap-blank",
    levels={Gate.APPROVAL: Severity.WARNING},
    message='"{0}" says only "{said}".',
    fix="Write a sentence: what is not known yet, or why nothing more is needed.",
    variants={
        "empty": Wording('"{0}" is empty.', "Write a sentence: what is not known yet, or why nothing more is needed.")
    },
    source="the form",
    why="An honest word about gaps counts in a council's favour; a bare N/A looks like a question that was skipped.",
    analysis=True,
)
def bare_gaps(context: Context) -> Iterator[Hit]:
    """An analysis is required, and the gaps are blank or filler."""
    said = context.text(GAPS).strip()
    if context.required and context.blank(GAPS):
        yield Hit(GAPS, variant="empty" if is_empty(said) else "", said=said)
