"""Any order of answering and changing one's mind gives the assessment of a fresh run with the final answers."""

import json
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from eqia.assessment.store import content_digest, parse
from eqia.concepts.model import Concepts
from eqia.form.loader import load_pack
from eqia.interview.keeping.files import draft_of, text_of
from eqia.interview.page import Act, Page, Reply, Widget
from eqia.interview.questions.answers import build_assessment
from eqia.interview.questions.steps import RecordsStep
from tests.interview.conftest import Driver, make_services

PACK = load_pack("bedford")
FORM, SERVICES = PACK.form, make_services(PACK)
WORDS = ["", "Some words.", "Other words.", "1 May 2026", "31/11/2026", "n/a"]


def reply_to(page: Page, chance: Random) -> Reply:
    """A reply that a person could give, whatever it means."""
    act = chance.choice([Act.ANSWER] * 12 + [act for act in page.acts if act is not Act.LEAVE])
    match page.widget:
        case Widget.MENU:
            value = chance.choice([option.id for option in page.options if option.id != "leave"])
        case Widget.YES_NO:
            value = chance.choice(["yes", "no"])
        case Widget.TICKS:
            value = tuple(option.id for option in page.options if chance.random() < 0.25)
        case _ if page.id == "impacts@none":  # a reason of one's own that says the same is the same reason
            value = chance.choice(["", "One reason for all of them."])
        case _:
            value = chance.choice(WORDS)
    return Reply(act, value)


def fresh_run(final: Driver) -> Driver:
    """A new interview in which every question that is asked gets the final answer, in the form's order."""
    fresh = Driver(FORM, SERVICES)
    answers = final.draft.answers
    for section in FORM.sections:
        done = set()
        while True:
            left = [step for step in fresh.iv.outline.steps(section.id) if step.id not in done]
            if not left:
                break
            step = left[0]
            done.add(step.id)
            value = answers.get(step.id) if isinstance(step, RecordsStep) else _value(final, section.id, step)
            slots = {step.id: value} if isinstance(step, RecordsStep) else step.write(fresh.draft.answers, value)
            if value not in ("", (), None) or not step.id.endswith("@same"):
                fresh.iv.draft = fresh.draft.answered(slots)
        for row in final.iv.outline.rows(section.id):
            fresh.iv.draft = _same_row(fresh, final, row)
    return fresh


def _value(final, section, step):
    there = final.iv.outline.step(section, step.id)
    return "no" if step.id.endswith("@same") else (there or step).value(final.draft.answers)


def _same_row(fresh, final, row):
    """Boxes of single groups that were changed by themselves: they have slots of their own."""
    slots = {slot: final.draft.answers.get(slot) for slot in (f"{row.id}.none", f"{row.id}.none@beside")}
    slots |= {slot: value for slot, value in final.draft.answers.items() if slot.startswith(f"{row.id}.explanation@")}
    return fresh.draft.answered(slots)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32), st.integers(10, 160))
def test_any_order_equals_a_fresh_run_with_the_final_answers(seed, pages):
    driver, chance = Driver(FORM, SERVICES), Random(seed)
    for _ in range(pages):
        driver.iv.take(reply_to(driver.page, chance))
    assessment = build_assessment(FORM, driver.draft)
    fresh = build_assessment(FORM, fresh_run(driver).draft)
    assert content_digest(fresh) == content_digest(assessment)
    text = text_of(driver.draft, FORM, saved="", where="")
    data_of_file = json.loads(text)
    assert content_digest(parse(data_of_file, Concepts)[0]) == content_digest(assessment)
    reopened = Driver(FORM, SERVICES, draft_of(data_of_file, FORM, "file"))
    assert (reopened.id, reopened.page.text) == (driver.id, driver.page.text)
    assert build_assessment(FORM, reopened.draft) == assessment
