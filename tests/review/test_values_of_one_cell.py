"""Title and budget proposal, name and post, body and date: what may have moved waits for a choice."""

import copy

import pytest

from eqia.assessment.model import Person, When
from eqia.concepts.model import Activity, Concepts, Decision
from eqia.review.returned.doubts import Why
from eqia.review.returned.read import read_returned
from eqia.wordml.names import PARAGRAPH, w
from eqia.wordml.text.prose import text_of

from .cases import case


def back(docx, edit, activity, old, new):
    def change(root, _):
        for paragraph in [
            each for each in root.iter(PARAGRAPH) if text_of(each) == old and each.getparent().tag == w("tc")
        ]:
            first, *others = new.split("\n")
            texts = list(paragraph.iter(w("t")))
            texts[0].text = first
            for other in others:
                added = copy.deepcopy(paragraph)
                next(added.iter(w("t"))).text = other
                paragraph.addnext(added)
                paragraph = added

    return read_returned(edit(docx(Concepts(activity=activity)), change))


def test_a_title_broken_in_two_is_in_doubt_and_so_is_the_budget_proposal():
    moved = {doubt.path for doubt in read_returned(case("60b-title-softbreak")).doubts if doubt.why is Why.MOVED}
    assert moved == {"activity.title", "activity.budget_proposal"}


@pytest.mark.parametrize(
    ("title", "budget", "old", "new"),
    [
        ("Library hours", "", "Library hours", "Library\nhours"),
        ("Library hours", "Saving 12", "Saving 12", "Saving 12\nin 2026"),
        ("", "Saving 12", "Saving 12", "Saving 13"),
    ],
)
def test_title_and_budget_proposal(docx, edit, title, budget, old, new):
    returned = back(docx, edit, Activity(title=title, budget_proposal=budget), old, new)
    moved = {doubt.path for doubt in returned.doubts if doubt.why is Why.MOVED}
    assert moved == {"activity.title", "activity.budget_proposal"}


@pytest.mark.parametrize(("old", "new"), [("Library hours", "Library opening hours"), ("Saving 12", "Saving 13")])
def test_a_word_changed_in_one_of_them_is_clean(docx, edit, old, new):
    returned = back(docx, edit, Activity(title="Library hours", budget_proposal="Saving 12"), old, new)
    assert returned.doubts == ()
    assert new in (returned.assessment.activity.title, returned.assessment.activity.budget_proposal)


@pytest.mark.parametrize(
    "new",
    [
        "A Name, Acting, Head of Libraries",
        "A Name, Head of Libraries, Museums",
        "Head of Libraries, A Name",
        "A Name\nHead of Libraries",
        "A Name, Head of Libraries\nB Other, Curator",
        "A Name",
    ],
)
def test_name_and_post(docx, edit, new):
    activity = Activity(lead_officers=(Person(name="A Name", post="Head of Libraries"),))
    returned = back(docx, edit, activity, "A Name, Head of Libraries", new)
    assert "activity.lead_officers" in {doubt.path for doubt in returned.doubts}


@pytest.mark.parametrize(
    "new",
    [
        "Executive, Cabinet, 4 May 2026",
        "Executive\n4 May 2026",
        "4 May 2026, Executive",
        "Executive",
        "Executive, 4 May 2026, 5 pm",
    ],
)
def test_body_and_date(docx, edit, new):
    activity = Activity(decisions=(Decision(body="Executive", date=When("4 May 2026")),))
    returned = back(docx, edit, activity, "Executive, 4 May 2026", new)
    assert "activity.decisions" in {doubt.path for doubt in returned.doubts}


@pytest.mark.parametrize("new", ["Executive, 6 May 2026", "Cabinet, 4 May 2026"])
def test_another_date_or_another_body_alone_is_clean(docx, edit, new):
    activity = Activity(decisions=(Decision(body="Executive", date=When("4 May 2026")),))
    assert back(docx, edit, activity, "Executive, 4 May 2026", new).doubts == ()
