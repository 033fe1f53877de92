"""A form asks questions of its own: they are answered, printed, read back, compared and kept like any other."""

import json
from datetime import date
from pathlib import Path

import pytest

from eqia.assessment import store
from eqia.documents import Format, changed_answers
from eqia.errors import InvalidFile
from eqia.form.loader import load_pack
from eqia.form.projection import concepts_in, with_concepts
from eqia.form.schema import build_schema
from eqia.interview.draft import Draft
from eqia.interview.keeping.files import draft_of
from eqia.interview.questions.answers import build_assessment
from eqia.interview.questions.outline import Outline
from eqia.packs.check import check_pack
from eqia.packs.start import make_word_template
from eqia.resources import TEMPLATES_VARIABLE
from eqia.review.comparing.compare import compare
from eqia.review.returned.read import read_returned
from eqia.workflows import check_assessment, make_documents, open_assessment, view_of

FORM = """
leave_out = ["commissioning", "duty", "actions.procurement", "impacts.none"]

[[sections]]
id = "policy"
after = "activity"
title = "About the policy"
layout = "answers"

[[sections.questions]]
id = "policy.reference.number"
label = "Number"
short = "Number"
kind = "line"
prompt = "Which number does it have?"

[[sections.questions]]
id = "policy.aims"
label = "Aims"
short = "Aims"
kind = "prose"
prompt = "What are its aims?"

[[sections.questions]]
id = "policy.begins"
label = "Begins"
short = "Begins"
kind = "when"
prompt = "When does it begin?"

[[sections.questions]]
id = "policy.partners"
label = "Partners"
short = "Partners"
kind = "lines"
prompt = "Who else is in it?"

[[sections]]
id = "steps"
after = "policy"
title = "Steps"
layout = "actions"

[[sections.questions]]
id = "steps"
label = "Steps so far"
short = "Step"
kind = "records"
prompt = "What was done so far?"

[[sections.questions.columns]]
id = "step"
label = "Step"
kind = "prose"

[[sections.questions.columns]]
id = "day"
label = "Day"
kind = "when"

[[sections]]
id = "needs"
after = "steps"
title = "Needs"
layout = "matrix"

[[sections.questions]]
id = "needs"
label = "What each group needs"
short = "Needs"
kind = "matrix"
rows = ["age", "disability"]
prompt = "What does each group need?"

[[sections.questions.columns]]
id = "need"
label = "Need"
kind = "prose"
pick = "Which groups need something?"
prompt = "What do {people} need?"

[[sections]]
id = "status"
after = "policy"
title = "Status"
layout = "statements"

[[sections.questions]]
id = "status.new"
label = "The policy is new."
short = "New"
kind = "yes_no"
prompt = "Is it new?"

[[sections.questions]]
id = "status.urgent"
label = "The policy is urgent."
short = "Urgent"
kind = "tick"
prompt = "Is it urgent?"
"""
ANSWERS = {
    "policy": {
        "reference": {"number": "P 14"},
        "aims": "One aim.\n- And another",
        "begins": "1 April 2027",
        "partners": ["The college", "The union"],
    },
    "steps": [{"step": "Asked", "day": "May 2026"}, {"step": "Weighed", "day": ""}],
    "needs": {"age": {"need": "A ramp"}},
    "status": {"new": "yes", "urgent": True},
}


@pytest.fixture
def pack(tmp_path, monkeypatch):
    """The pack "ourown", which asks questions of its own and leaves out some of Bedford's."""
    monkeypatch.setenv(TEMPLATES_VARIABLE, str(tmp_path / "packs"))
    folder = tmp_path / "packs" / "ourown"
    folder.mkdir(parents=True)
    (folder / "pack.toml").write_text('council = "ourown"\nname = "A"\nversion = "1"\nextends = "bedford"\n')
    (folder / "form.toml").write_text(FORM, encoding="utf-8")
    make_word_template(folder)
    return load_pack("ourown")


@pytest.fixture
def file(tmp_path):
    """Writes an assessment of that pack."""

    def write(**changes) -> Path:
        data = {"council": "ourown", "activity": {"title": "Library hours"}, **ANSWERS, **changes}
        path = tmp_path / "a.json"
        path.write_text(json.dumps(data), encoding="utf-8")
        return path

    return write


def test_the_pack_is_sound_and_its_schema_has_the_questions(pack):
    assert not [fault for fault in check_pack(pack.folders[0]).faults if not fault.warning]
    properties = build_schema(pack.form)["properties"]
    assert "commissioning" not in properties
    assert [name for name in properties if name in ("policy", "status", "activity")] == ["activity", "policy", "status"]


def test_a_file_keeps_them_and_is_printed_and_read_back(pack, file):
    opened = open_assessment(file())
    data = json.loads(store.to_json(opened.assessment))
    assert {name: data[name] for name in ANSWERS} == ANSWERS
    assert [*data][-3:] == ["acknowledged", "review", "history"]
    documents, view = make_documents(opened, [Format.DOCX, Format.HTML], draft=True), view_of(opened, draft=True)
    for format, made in documents.items():
        assert list(changed_answers(made, view, pack, format)) == []
    assert view.printed["policy.partners"] == "The college\nThe union"
    assert read_returned(documents[Format.DOCX]).assessment == opened.assessment


def test_their_changes_are_told_in_the_forms_words(pack, file):
    old = open_assessment(file()).assessment
    new = open_assessment(file(status={"new": "no", "urgent": True})).assessment
    assert [change.sentence for change in compare(old, new, pack.form)] == ["New: from Yes to No"]
    assert store.content_digest(old) != store.content_digest(new)


def test_the_interview_asks_for_them(pack, file):
    draft = draft_of(json.loads(file().read_text()), pack.form, "a.json")
    assert draft.answers["policy.begins"] == "1 April 2027"
    assert build_assessment(pack.form, draft) == open_assessment(file()).assessment
    outline = Outline(pack.form, Draft(rest={}), pack.places)
    assert [step.id for step in outline.steps("status")] == ["status.new", "status.urgent"]


def test_what_does_not_belong_there_is_named_in_the_forms_words(file, pack):
    with pytest.raises(InvalidFile, match=r'there is no group "ages" on this form\. Did you mean "age"'):
        open_assessment(file(needs={"ages": {"need": "x"}}))
    wrong = {"policy": {"begins": 3, "aim": "x"}, "status": {"new": "perhaps", "urgent": "yes"}}
    with pytest.raises(InvalidFile) as raised:
        open_assessment(file(**wrong))
    said = str(raised.value)
    assert "Begins (policy.begins): text belongs here, not the number 3." in said
    assert 'there is no field "aim" here. Did you mean "aims"?' in said
    assert 'New (status.new): the answer is "yes", "no", "both", "unreadable" or null, not "perhaps".' in said
    assert 'Urgent (status.urgent): a box is true, false or "unreadable", not "yes".' in said


def test_rules_see_the_concepts_and_not_the_forms_own_questions(pack, file):
    assessment = open_assessment(file()).assessment
    concepts = concepts_in(assessment)
    assert concepts.activity.title == "Library hours"
    assert not hasattr(concepts, "policy")
    assert check_assessment(open_assessment(file()), date(2026, 6, 1))
    changed = with_concepts(
        assessment, {"activity.approval_date": "1 May 2026", "commissioning.contract_measures": "x"}
    )
    assert concepts_in(changed).activity.approval_date.text == "1 May 2026"
    assert not hasattr(changed, "commissioning")


def test_rules_over_every_text_read_the_forms_own_questions_too(pack, file):
    policy = {**ANSWERS["policy"], "aims": "The aims are [insert aims here]. Call Ann on 07700 900123."}
    steps = [{"step": "Write to ann.example@example.org", "day": ""}]
    opened = open_assessment(file(policy=policy, steps=steps, status={"new": "unreadable"}))
    found = check_assessment(opened, date(2026, 6, 1))
    named = {field for each in found for field in each.fields}
    assert {"policy.aims", "steps.0.step", "status.new"} <= named
    said = [f"{each.message} {each.quotes}" for each in found]
    assert any("insert aims here" in each for each in said)
    assert any("07700 900123" in each for each in said)


def test_one_form_has_one_model_and_another_form_another(pack, monkeypatch):
    assert pack.model is pack.model
    assert pack.model is not load_pack("bedford").model
    assert pack.model(council="ourown") == pack.model(council="ourown")
