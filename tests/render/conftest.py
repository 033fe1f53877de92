"""Reports to render: the council's pack, and views of assessments from empty to full."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from eqia.concepts.model import Concepts
from eqia.form.loader import Pack, load_pack
from eqia.resources import folder
from eqia.view.build import build_view
from eqia.view.document import DocumentView

GROUPS = (
    "age",
    "disability",
    "gender_reassignment",
    "pregnancy_maternity",
    "race",
    "religion_belief",
    "sex",
    "sexual_orientation",
    "marriage_civil_partnership",
)
KINDS = ("lessen_negative", "increase_positive", "develop_evidence", "procurement", "other")
SENTENCE = "Branch libraries open on two evenings, as 214 of 930 borrowers asked – at £4,500 a year, < 10% & shrinking."
PROSE = f"{SENTENCE} {SENTENCE}\nA second one.\n\nAfter a blank line:\n- {SENTENCE}\n- “A second bullet”, — and ½."

View = Callable[..., DocumentView]


@dataclass(frozen=True)
class Look:
    """The texts of a pack's HTML template and style sheet."""

    template: str
    style: str


@pytest.fixture(scope="session")
def bedford() -> Pack:
    return load_pack("bedford")


@pytest.fixture(scope="session")
def look(bedford: Pack) -> Look:
    return Look(bedford.read("report.html").decode(), bedford.read("report.css").decode())


@pytest.fixture(scope="session")
def view_of(bedford: Pack) -> View:
    """Makes a view of the answers given, as a JSON file would hold them."""

    def make(answers: dict[str, Any] | None = None, *, draft: bool = True) -> DocumentView:
        assessment = Concepts.model_validate_json(json.dumps(answers or {}))
        return build_view(assessment, bedford.form, draft=draft, template=bedford.stamp)

    return make


@pytest.fixture(scope="session")
def full() -> dict[str, Any]:
    """Answers to everything, with every state a tick can have."""
    return answers_to_everything()


@pytest.fixture(scope="session")
def samples() -> list[Path]:
    found = sorted(folder("samples").glob("*.json"))
    assert found
    return found


def _activity(prose: str) -> dict[str, Any]:
    return {
        "title": "Opening hours of branch libraries 2026-2029",
        "budget_proposal": "BP 12",
        "decisions": [{"body": "Executive", "date": "14 Nov 2026"}, {"body": "Full Council", "date": "TBC"}],
        "service_area": "Libraries & Customer Services",
        "lead_officers": [{"post": "Head of Libraries"}, {"name": "A. Team"}],
        "approved_by": [{"post": "Director of Environment"}],
        "approval_date": "1 December 2026",
        "description": prose,
    }


def _relevance(prose: str) -> dict[str, Any]:
    return {
        "affects_people": "yes",
        "affects_groups": "no",
        "affects_groups_differently": "both",
        "could_disadvantage": "unreadable",
        "known_inequalities": "yes",
        "significant_change": "no",
        "relates_to_duty": "yes",
        "corporate_priority": "no",
        "analysis_required": "yes",
        "no_relevance": "unreadable",
        "why_not_required": prose,
    }


def answers_to_everything(actions: int = 2, prose: str = PROSE) -> dict[str, Any]:
    """An assessment with an answer to every question."""
    action = {"what": prose, "who": "Head of Libraries", "when": "Now until 2021", "outcome": SENTENCE}
    ticks = [True, False, "unreadable"]
    return {
        "reference": "EA-2026-014",
        "revision": 3,
        "notice": "An illustration.",
        "activity": _activity(prose),
        "relevance": _relevance(prose),
        "scope": {"who_is_affected": prose, "groups_affected": prose},
        "evidence": dict.fromkeys(("sources", "consultation", "findings", "gaps"), prose),
        "duty": {
            group: dict.fromkeys(("eliminate_discrimination", "advance_equality", "foster_good_relations"), prose)
            for group in GROUPS
        },
        "impacts": {
            group: {
                "positive": ticks[number % 3],
                "negative": ticks[(number + 1) % 3],
                "none": ticks[(number + 2) % 3],
                "explanation": prose,
            }
            for number, group in enumerate((*GROUPS, "other"))
        },
        "commissioning": {"contract_measures": prose, "commissioning_cycle": prose},
        "actions": {kind: [action] * actions for kind in KINDS},
        "recommendation": {"no_major_change": True, "adjustments": "unreadable", "justification": True, "stop": False},
        "summary": prose,
        "monitoring": {"arrangements": prose, "review_date": "November 2027, then each year"},
    }
