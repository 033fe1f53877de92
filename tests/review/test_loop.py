"""A whole review, with LibreOffice as the officer's editor: out, edited, back, applied, approved, published, void."""

import json
from datetime import date

from eqia.assessment import store
from eqia.assessment.model import Person, When
from eqia.review.merging.proposals import Choice, Status
from eqia.review.publish import find_private
from eqia.review.standing.sign_off import signed_off
from eqia.review.standing.states import Step, standing
from eqia.review.standing.verdicts import verdicts_of
from eqia.reviewing.comparing import compare_files, redline_documents
from eqia.reviewing.files import read_document
from eqia.reviewing.merging import begin_merge, finish_merge, issue_for_review
from eqia.reviewing.publishing import publish_file
from eqia.reviewing.signing import approve_file, judge_section, take_step
from eqia.workflows import open_assessment

MAY, OCTOBER = date(2018, 9, 4), date(2018, 10, 20)
DIRECTOR = Person(post="Director of Children's Services")
AUTHOR, OFFICER = "Head of School Improvement", "Equality officer"


EDITS = [
    ["replace", "by almost 6 percentage points", "by nearly 6 percentage points"],
    ["new_paragraph_after", "does not wait for the date beside.", "The equality officer is told."],
    ["bullet", "The equality officer is told."],
    ["add_row_after", "Write a plain summary"],
    ["fill_row_after", "Write a plain summary", "", "Tell the governors", "Clerk", "June 2019", "They know"],
    ["comment", "Commissioned services", OFFICER, "Must be fixed: name the contracts."],
    ["comment", "Each term the School Improvement Board", OFFICER, "Is that soon enough?"],
    ["track", True],
    ["replace", "Pupils in the first Year 6 classes", "All pupils in Year 6"],
]
"""What the officer does in LibreOffice."""


def reword(path, change):
    """The author goes on writing while the document is away."""
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")


def send_out(path, assessment):
    """A draft is submitted; gives the review copy."""
    activity = assessment.activity.model_copy(update={"approval_date": When()})
    store.save(path, assessment.model_copy(update={"activity": activity}))
    take_step(open_assessment(path), Step.SUBMIT, AUTHOR, MAY)
    copy = path.with_name("issued.docx")
    issue_for_review(open_assessment(path), copy, OFFICER, MAY)
    return copy.read_bytes()


def write_meanwhile(data):
    data["evidence"]["gaps"] += " We also lack figures on carers."
    data["impacts"]["age"]["explanation"] += " Seen again in August."


def bring_back(document, path):
    """What came back is applied; where both wrote, the file's text is kept."""
    returned = read_document(document)
    assert {edit.path for edit in returned.tracked} == {"impacts.age.explanation"}
    merge = begin_merge(returned, open_assessment(path))
    by_key = {proposal.key: proposal for proposal in merge.proposals}
    assert by_key["impacts.age.explanation"].status is Status.IN_DOUBT
    assert by_key["monitoring.arrangements"].status is Status.CLEAN
    assert by_key["actions.other.new1"].status is Status.CLEAN
    finish_merge(merge, {"impacts.age.explanation": Choice.KEEP}, MAY)


def check_what_was_applied(now, form):
    assert now.monitoring.arrangements.endswith("\n- The equality officer is told.")
    assert now.actions.other[-1].what == "Tell the governors"
    assert now.impact_of("age").explanation.endswith("Seen again in August.")
    assert now.evidence.gaps.endswith("figures on carers.")
    assert [remark.words for remark in now.review.remarks] == [
        "Must be fixed: name the contracts.",
        "Is that soon enough?",
    ]
    (verdict,) = verdicts_of(now, form)
    assert (verdict.section.id, verdict.verdict.mark, verdict.holds) == ("commissioning", "must be fixed", True)
    assert standing(now).changed_since == "submitted"


def mend(data):
    data["commissioning"]["contract_measures"] += " They stand in the agreement with the Teaching School Alliances."


def test_a_review_from_draft_to_publication_and_what_an_edit_does_to_the_approval(tmp_path, sample, officer, pack):
    path = tmp_path / "strategy.json"
    copy = send_out(path, sample("bedford-school-improvement-2018-completed"))
    (tmp_path / "issued.docx").write_bytes(copy)
    (tmp_path / "back.docx").write_bytes(officer(copy, EDITS))
    reword(path, write_meanwhile)
    bring_back(tmp_path / "back.docx", path)
    check_what_was_applied(open_assessment(path).assessment, pack.form)

    reword(path, mend)
    take_step(open_assessment(path), Step.SUBMIT, AUTHOR, MAY)
    judge_section(open_assessment(path), "Commissioned services", "fine", "", OFFICER, MAY)
    take_step(open_assessment(path), Step.ACCEPT, OFFICER, MAY)
    approved = approve_file(open_assessment(path), DIRECTOR, OCTOBER, {})
    assert signed_off(approved).holds
    published = publish_file(open_assessment(path), tmp_path / "out", "Web team", OCTOBER)
    assert find_private(published.files[0].read_bytes()) == []

    store.save(path, approved.model_copy(update={"summary": approved.summary + " Changed again."}))
    after = open_assessment(path).assessment
    assert "is void" in str(signed_off(after))
    assert standing(after).state == "draft"
    assert [event.what.partition(":")[0] for event in approved.history] == [
        "submitted for review",
        "issued for review",
        'verdict on "Commissioned services"',
        "review applied",
        "submitted for review",
        'verdict on "Commissioned services"',
        "accepted by the reviewer",
        "approved",
    ]

    compared = compare_files(tmp_path / "issued.docx", path)
    assert any(change.path == "summary" for change in compared.changes)
    assert redline_documents(compared, OFFICER, OCTOBER)
