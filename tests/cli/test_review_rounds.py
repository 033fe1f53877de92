"""The review as it is documented, with an edit in it: one reviewer, two, and an author who goes on writing."""

import json
from pathlib import Path

import pytest

from tests.cli.reviewing import OFFICER, edit, eqia, flat, reword, said

CASES = Path(__file__).resolve().parents[1] / "cases" / "word"


@pytest.fixture
def submitted(tmp_path):
    path = tmp_path / "strategy.json"
    path.write_bytes((CASES / "submitted.json").read_bytes())
    return path


def state(path):
    return eqia("review", "status", path).stdout.split("\n")[0]


class TestOneReviewer:
    @pytest.mark.parametrize(("step", "after"), [("return", "returned"), ("accept", "accepted")])
    def test_what_was_submitted_stays_so_with_the_edits_and_can_be_returned_or_accepted(self, submitted, step, after):
        done = eqia("review", "apply", CASES / "70-revA.docx", submitted)
        assert "It is submitted." in flat(done.stderr)
        assert "(Officer A edit.)" in said(submitted).summary
        assert state(submitted) == "State: submitted"
        assert f"State: {after}" in eqia("review", step, submitted, *OFFICER).stdout

    def test_what_was_accepted_waits_for_a_reviewer_again_when_another_changes_it(self, submitted):
        eqia("review", "accept", submitted, *OFFICER)
        eqia("review", "apply", CASES / "c-revA-para1.docx", submitted)
        assert state(submitted) == "State: submitted"

    def test_a_review_without_an_edit_leaves_an_acceptance_alone(self, submitted, tmp_path):
        copy = tmp_path / "copy.docx"
        eqia("review", "annotate", submitted, "-o", copy)
        eqia("review", "accept", submitted, *OFFICER)
        eqia("review", "apply", copy, submitted)
        assert state(submitted) == "State: accepted"

    def test_an_approval_does_not_outlive_an_edit(self, submitted, tmp_path):
        copy = tmp_path / "copy.docx"
        director = ["--post", "Director of Children's Services", "--today", "20 October 2018"]
        data = json.loads(submitted.read_text(encoding="utf-8"))
        data["activity"]["approval_date"] = ""
        submitted.write_text(json.dumps(data), encoding="utf-8")
        eqia("review", "annotate", submitted, "-o", copy)
        eqia("approve", submitted, *director)
        eqia("review", "apply", edit(copy, reword("Each term", "Every term")), submitted)
        assert "(it was approved; the text was changed since" in flat(eqia("review", "status", submitted).stdout)


class TestTwoReviewers:
    def test_one_finds_it_fine_and_the_other_s_must_be_fixed_still_stands(self, submitted):
        eqia("review", "apply", CASES / "71-revB.docx", submitted)
        eqia("review", "apply", CASES / "70-revA.docx", submitted, "--take-all")
        told = flat(eqia("review", "status", submitted).stdout)
        assert "Summary of analysis: must be fixed" in told
        assert "too long (Officer B)" in told
        assert "Summary of analysis: fine" in told
        refused = eqia("review", "accept", submitted, *OFFICER, code=2)
        assert "Summary of analysis (Officer B)" in flat(refused.stderr)
        eqia("review", "judge", submitted, "11", "fine", "--who", "Officer A", "--takes-over", "Officer B")
        assert "State: accepted" in eqia("review", "accept", submitted, *OFFICER).stdout

    @pytest.mark.parametrize("order", [("c-revA-para1", "c-revB-para2"), ("c-revB-para2", "c-revA-para1")])
    def test_changes_in_two_paragraphs_of_one_answer_are_both_taken_over(self, submitted, order):
        for name in order:
            done = eqia("review", "apply", CASES / f"{name}.docx", submitted)
        assert "the answer gets both" in flat(done.stdout)
        description = said(submitted).activity.description
        assert "is not part of this activity" not in description
        assert "twice a year" in description

    def test_changes_in_one_sentence_wait_for_a_choice(self, submitted, tmp_path):
        eqia("review", "apply", CASES / "c-revB-para2.docx", submitted)
        another = edit(CASES / "c-revB-para2.docx", reword("twice", "three times"), tmp_path / "another.docx")
        before = submitted.read_bytes()
        waiting = eqia("review", "apply", another, submitted, code=4)
        assert "--take activity.description" in waiting.stderr
        assert submitted.read_bytes() == before
