"""A pack that extends another can leave out what its form does not have: it is neither asked nor printed."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from eqia.documents import Format, changed_answers
from eqia.errors import InvalidFile, PackError
from eqia.form.loader import load_pack, load_pack_at
from eqia.form.schema import build_schema
from eqia.interview.draft import Draft
from eqia.interview.questions.outline import Outline
from eqia.packs.check import check_pack
from eqia.packs.start import make_word_template
from eqia.render.html_text import Page
from eqia.resources import TEMPLATES_VARIABLE
from eqia.review.returned.read import read_returned
from eqia.rules.catalogue import catalogue
from eqia.rules.findings import Gate
from eqia.wordml.archive.package import read_parts
from eqia.wordml.text.lines import lines_of
from eqia.workflows import check_assessment, make_documents, open_assessment, view_of

WARNING = "still names the council that the pack was copied from"
LEFT_OUT = """
leave_out = ["commissioning", "evidence.gaps", "actions.procurement", "impacts.none", "group:other"]
"""
HIDDEN = """
[[sections]]
id = "monitoring"
needed_when = { all = [] }
shown_when = { field = "relevance.analysis_required", is = "yes" }

[[sections]]
id = "recommendation"
needed_when = { all = [] }

[[sections.questions]]
id = "recommendation.stop"
shown_when = { field = "relevance.could_disadvantage", is = "yes" }

[[sections]]
id = "duty"
needed_when = { all = [] }

[[sections.questions]]
id = "duty"
shown_when = { field = "relevance.relates_to_duty", is = "yes" }

[[sections]]
id = "actions"
needed_when = { all = [] }

[[sections.questions]]
id = "actions.other"
shown_when = { answered = "summary" }
"""


@pytest.fixture
def made(tmp_path, monkeypatch):
    """Makes the pack "saltmarsh", which extends Bedford's, of some words; its Word template is made from them."""
    monkeypatch.setenv(TEMPLATES_VARIABLE, str(tmp_path / "packs"))

    def make(words: str, *, word: bool = True) -> Path:
        folder = tmp_path / "packs" / "saltmarsh"
        folder.mkdir(parents=True)
        facts = 'council = "saltmarsh"\nname = "A"\nversion = "1"\nextends = "bedford"\n'
        (folder / "pack.toml").write_text(facts, encoding="utf-8")
        (folder / "form.toml").write_text(words, encoding="utf-8")
        if word:
            make_word_template(folder)
        return folder

    return make


@pytest.fixture
def file(tmp_path, root):
    """Writes an assessment of that pack: a sample's, with some sections changed or taken out."""

    def write(**changes) -> Path:
        path = root / "samples" / "bedford-school-improvement-2018-completed.json"
        data = json.loads(path.read_text(encoding="utf-8")) | {"council": "saltmarsh", "history": [], "review": {}}
        for name, fields in changes.items():
            whole = name == "impacts" or not isinstance(fields, dict)
            data[name] = fields if whole else {**data[name], **fields}
        (tmp_path / "a.json").write_text(json.dumps(data), encoding="utf-8")
        return tmp_path / "a.json"

    return write


BARE = {
    "commissioning": {"contract_measures": "", "commissioning_cycle": ""},
    "evidence": {"gaps": ""},
    "actions": {"procurement": []},
}


def faults_of(folder: Path) -> list[str]:
    """What the check finds, without the remarks that words of Bedford's name Bedford."""
    texts = (fault.text for fault in check_pack(folder).faults)
    return [text for text in texts if WARNING not in text and "is silent" not in text]


def test_a_pack_that_leaves_things_out_is_sound_and_has_none_of_them(made):
    folder = made(LEFT_OUT)
    assert faults_of(folder) == []
    form = load_pack_at(folder).form
    ids = {question.id for section in form.sections for question in section.questions}
    assert "commissioning" not in {section.id for section in form.sections}
    assert {"evidence.gaps", "actions.procurement"}.isdisjoint(ids)
    impacts = next(question for section in form.sections for question in section.questions if question.id == "impacts")
    assert [column.id for column in impacts.columns] == ["positive", "negative", "explanation"]
    assert form.group("other") is None
    assert "other" not in impacts.rows
    schema = build_schema(form)["properties"]
    assert "other" not in schema["impacts"]["properties"]


def test_its_documents_say_nothing_of_them_and_read_back_the_same(made, file):
    made(LEFT_OUT)
    impacts = {"age": {"positive": True, "explanation": "Earlier help."}, "race": {"negative": True}}
    opened = open_assessment(file(**BARE, impacts=impacts))
    documents = make_documents(opened, [Format.DOCX, Format.HTML], draft=True)
    view = view_of(opened, draft=True)
    for format, data in documents.items():
        assert list(changed_answers(data, view, opened.pack, format)) == []
    lines = "\n".join(lines_of(read_parts(documents[Format.DOCX])))
    for text in (lines, Page(documents[Format.HTML].decode()).text()):
        assert "Commissioned services" not in text
        assert "procurement / commissioning" not in text
    assert read_returned(documents[Format.DOCX]).assessment == opened.assessment


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"commissioning": {"contract_measures": "Said."}}, "commissioning.contract_measures"),
        ({"evidence": {"gaps": "Some."}}, "evidence.gaps"),
        ({"actions": {"procurement": [{"what": "Buy."}]}}, "actions.procurement"),
        ({"impacts": {"age": {"none": True}}}, "impacts.age.none"),
        ({"impacts": {"other": {"positive": True}}}, "impacts"),
    ],
)
def test_a_file_that_says_something_there_is_told_so(made, file, changes, path):
    made(LEFT_OUT, word=False)
    bare = BARE | {"impacts": {}}
    with pytest.raises(InvalidFile, match=path.replace(".", r"\.")):
        open_assessment(file(**{**bare, **changes}))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ('leave_out = ["evidense"]', 'names "evidense", which the form below does not have. Did you mean "evidence"?'),
        ('leave_out = ["other"]', 'Did you mean "group:other"?'),
        ('leave_out = ["impacts.nobody"]', "the form below does not have"),
        ('leave_out = "evidence"', '"leave_out" must be a list'),
        ('leave_out = ["relevance"]', '"saltmarsh" leaves out "relevance", at which section "scope" looks'),
        ('leave_out = ["activity.title"]', '"activity.budget_proposal" joins "activity.title"'),
    ],
)
def test_what_cannot_be_left_out_is_named(made, words, says):
    folder = made(words, word=False)
    with pytest.raises(PackError) as raised:
        load_pack_at(folder)
    assert says in str(raised.value)


def test_a_form_that_extends_none_leaves_nothing_out(made, root):
    folder = made("", word=False)
    facts = (folder / "pack.toml").read_text().replace('extends = "bedford"\n', "")
    (folder / "pack.toml").write_text(facts)
    words = (root / "templates" / "bedford" / "form.toml").read_text(encoding="utf-8")
    (folder / "form.toml").write_text(f'leave_out = ["evidence"]\n{words}', encoding="utf-8")
    with pytest.raises(PackError, match="extends no form"):
        load_pack_at(folder)


def shown(opened) -> tuple[str, dict]:
    """The text of the Word document and of the page, one after the other, and what the view prints."""
    documents = make_documents(opened, [Format.DOCX, Format.HTML], draft=True)
    view = view_of(opened, draft=True)
    for format, data in documents.items():
        assert list(changed_answers(data, view, opened.pack, format)) == []
    assert read_returned(documents[Format.DOCX]).assessment == opened.assessment
    words = "\n".join(lines_of(read_parts(documents[Format.DOCX])))
    return words + Page(documents[Format.HTML].decode()).text(), view.printed


EMPTY = {"recommendation": {}, "monitoring": {}, "duty": {}, "actions": {}, "summary": "", "impacts": {}}


def test_what_is_hidden_is_in_no_document_heading_and_all(made, file):
    made(HIDDEN)
    answers = {"analysis_required": "yes", "could_disadvantage": "no", "relates_to_duty": "no"}
    path = file(relevance=answers)
    data = json.loads(path.read_text()) | EMPTY
    data["relevance"]["analysis_required"] = "no"
    path.write_text(json.dumps(data))
    words, printed = shown(open_assessment(path))
    for gone in ("Stop the activity", "Monitoring and review", "Other relevant actions", "General equality duty"):
        assert gone not in words
    assert not [each for each in printed if each.startswith(("monitoring", "duty", "actions.other"))]
    assert "recommendation.stop" not in printed
    assert "No major change required" in words

    data["relevance"] |= {"analysis_required": "yes", "could_disadvantage": "yes", "relates_to_duty": "yes"}
    path.write_text(json.dumps(data | {"summary": "Weighed."}))
    words, printed = shown(open_assessment(path))
    for there in ("Stop the activity", "Monitoring and review", "Other relevant actions", "duty.age.advance_equality"):
        assert there in words or there in printed


def test_what_was_said_is_printed_though_it_would_be_hidden(made, file):
    made(HIDDEN)
    path = file()
    data = json.loads(path.read_text()) | EMPTY
    data["relevance"] |= {"analysis_required": "no", "could_disadvantage": "no"}
    data |= {"recommendation": {"stop": True}, "monitoring": {"review_date": "1 May 2027"}}
    path.write_text(json.dumps(data))
    words, printed = shown(open_assessment(path))
    assert printed["recommendation.stop"] is True
    assert "1 May 2027" in words


def test_the_template_that_prints_what_is_hidden_is_told_where_to_put_the_marks(made):
    folder = made(HIDDEN)
    assert faults_of(folder) == []
    (folder / "report.docx").unlink()
    texts = faults_of(folder)
    for mark in ("{%p if shown.monitoring %}", "{%tr if asked.recommendation.stop %}", "{%p if asked.duty %}"):
        assert any(mark in text for text in texts), mark


def test_the_interview_does_not_ask_what_is_left_out_or_hidden(made):
    made(LEFT_OUT + HIDDEN, word=False)
    pack = load_pack("saltmarsh")
    answers = {"relevance.analysis_required": "no", "impacts.age.positive": True}
    outline = Outline(pack.form, Draft(rest={}).answered(answers), pack.places)
    assert outline.steps("monitoring") == ()
    assert outline.steps("commissioning") == ()
    asked = [step.id for section in pack.form.sections for step in outline.steps(section.id)]
    assert asked
    assert not [id for id in asked if id.startswith(("impacts@none", "impacts@own", "actions.procurement"))]


def test_remarks_name_guidance_that_is_still_that_of_the_pack_below(made):
    words = """
[[sections]]
id = "summary"
[[sections.questions]]
id = "summary"
label = "In brief"
hint = "Three sentences."
"""
    said = "its label is the pack's own, its prompt, help and examples are still Bedford's."
    assert faults_of(made(words)) == [f'question "summary": {said}']


def test_the_command_tells_of_them(made):
    folder = made('[[groups]]\nid = "age"\nlabel = "Years"\n')
    done = subprocess.run(
        [sys.executable, "-m", "eqia", "template", "check", str(folder)], capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0
    assert 'its entry "people" is still Bedford\'s' in done.stdout + done.stderr


NO_OUTCOMES = """
leave_out = ["relevance.no_relevance", "relevance.why_not_required", "recommendation", "impacts.none", "duty"]
"""


def test_the_check_lists_the_rules_that_are_silent_with_the_reason(made):
    checked = check_pack(made(NO_OUTCOMES))
    assert checked.sound
    remarks = [fault.text for fault in checked.faults if "is silent" in fault.text]
    said = [*remarks, *checked.silent]
    assert any(each.startswith("RE08 is silent: the form does not ask for recommendation.") for each in remarks)
    assert any(each.startswith("IM08 is silent: the form does not ask for impacts.none") for each in said)
    assert any(each.startswith("RT07 is silent: the form does not ask for relevance.why_not_required") for each in said)
    assert not any(each.startswith(("AC03 ", "PU01 ")) for each in said)
    assert check_pack(load_pack("bedford").folders[0]).silent == ()


def test_rules_say_nothing_of_what_the_form_does_not_ask(made, file):
    made(NO_OUTCOMES, word=False)
    path = file()
    data = json.loads(path.read_text())
    for name in ("recommendation", "duty"):
        del data[name]
    data["relevance"] = {
        name: said for name, said in data["relevance"].items() if name not in ("no_relevance", "why_not_required")
    }
    data["impacts"] = {
        row: {name: said for name, said in cells.items() if name != "none"} for row, cells in data["impacts"].items()
    }
    path.write_text(json.dumps(data))
    findings = check_assessment(open_assessment(path), date(2026, 6, 1))
    assert not [each for each in findings if each.rule.startswith(("RE0", "DU")) or each.rule in ("IM08", "IM01")]
    assert findings.clear(Gate.APPROVAL), [each.message for each in findings]


def test_an_analysis_counts_as_required_where_the_form_does_not_ask_whether_it_is(made, file):
    always = "\n".join(
        f'[[sections]]\nid = "{id}"\nneeded_when = {{ all = [] }}'
        for id in ("scope", "evidence", "duty", "impacts", "commissioning", "actions", "recommendation", "summary")
    )
    words = f'leave_out = ["relevance"]\n{always}\n[[sections]]\nid = "monitoring"\nneeded_when = {{ all = [] }}\n'
    made(words, word=False)
    path = file()
    data = json.loads(path.read_text())
    del data["relevance"]
    path.write_text(json.dumps(data | {"impacts": {}, "recommendation": {}}))
    found = {each.rule for each in check_assessment(open_assessment(path), date(2026, 6, 1))}
    assert "IM03" in found
    assert "RE01" in found
    assert not [each for each in found if each.startswith("RT0")]


def test_a_form_under_another_law_hears_no_rule_of_the_equality_act(made, file):
    made('laws = ["ni_s75"]\n', word=False)
    path = file(recommendation={"no_major_change": False, "adjustments": False, "justification": False})
    found = {each.rule for each in check_assessment(open_assessment(path), date(2026, 6, 1))}
    assert not [each for each in found if catalogue()[each].statutory]
