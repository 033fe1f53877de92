"""Assessment files: what is read, what is refused and how it is said."""

import json
import os
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqia.assessment import store
from eqia.assessment.model import FORMAT, Event
from eqia.concepts.model import Action, Actions, Activity, Concepts
from eqia.errors import InputError, OutputError
from eqia.workflows import open_assessment


def faults(data):
    assessment, problems = store.parse(data, Concepts)
    assert (assessment is None) == bool(problems)
    return {problem.path: problem.text for problem in problems}


@pytest.fixture
def written(tmp_path):
    def write(content):
        path = tmp_path / "assessment.json"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_an_empty_file_is_an_unfinished_assessment():
    assert store.parse({}, Concepts) == (Concepts(), [])


@pytest.mark.parametrize("answer", ["yes", "no", "both", "unreadable", None])
def test_every_state_of_a_question_is_legal(answer):
    assessment, problems = store.parse({"relevance": {"affects_people": answer}}, Concepts)
    assert not problems
    assert assessment.relevance.affects_people == answer


@pytest.mark.parametrize("tick", [True, False, "unreadable"])
def test_every_state_of_a_box_is_legal(tick):
    assessment, _ = store.parse({"impacts": {"age": {"positive": tick, "negative": tick, "none": tick}}}, Concepts)
    assert assessment.impact_of("age").negative is tick or assessment.impact_of("age").negative == tick


def test_unknown_fields_are_refused_with_a_suggestion():
    found = faults({"activty": {}, "scope": {"who_is_afected": ""}, "impacts": {"age": {"explanaton": "x"}}})
    assert found["activty"] == 'there is no field "activty" here. Did you mean "activity"?'
    assert 'Did you mean "who_is_affected"?' in found["scope.who_is_afected"]
    assert 'Did you mean "explanation"?' in found["impacts.age.explanaton"]


def test_all_faults_are_found_at_once():
    found = faults(
        {
            "activity": {"title": 7, "lead_officers": {"name": "x"}},
            "relevance": {"affects_people": True, "affects_groups": "perhaps"},
            "impacts": {"age": {"positive": "yes"}},
            "actions": {"other": [{"who": "one\ntwo"}]},
            "evidence": [],
        }
    )
    assert found == {
        "activity.title": "text belongs here, not the number 7.",
        "activity.lead_officers": "a list in [ ] belongs here, not a group of fields in { }.",
        "relevance.affects_people": 'write "yes" or "no" in quotation marks, not true or false.',
        "relevance.affects_groups": 'the answer is "yes", "no", "both", "unreadable" or null, not "perhaps".',
        "impacts.age.positive": 'a box is true, false or "unreadable", not "yes".',
        "actions.other.0.who": "this is an answer of one line: take the line break out.",
        "evidence": "a group of fields in { } belongs here, not a list in [ ].",
    }


def test_faults_are_told_in_the_words_of_the_form(written):
    path = written('{"impacts": {"disabilty": {}}, "relevance": {"analysis_required": "maybe"}, "council": "bedford"}')
    with pytest.raises(InputError) as raised:
        open_assessment(path)
    message = str(raised.value)
    assert "2 things to mend" in message
    assert "Section 3, Relevance Test, Question 9" in message
    assert 'there is no group "disabilty" on this form. Did you mean "disability"?' in message


def test_json_of_another_kind_is_told_so_and_a_slip_of_the_pen_is_not(written):
    other = '{"name": "x", "version": "1.0.0", "dependencies": {}, "$schema": "https://example.org/package.json"}'
    with pytest.raises(InputError, match="of another kind: it has none of the fields of an assessment"):
        open_assessment(written(other))
    with pytest.raises(InputError, match='Did you mean "summary"'):
        open_assessment(written('{"sumary": "x"}'))


def test_a_file_of_nothing_but_faults_fits_on_a_screen(written):
    path = written(json.dumps({"acknowledged": [{"rule": "RT01"}] * 2_000} | {f"field{n}": n for n in range(20_000)}))
    with pytest.raises(InputError) as raised:
        open_assessment(path)
    assert len(raised.value.problems) > 20_000
    lines = str(raised.value).splitlines()
    assert len(lines) < 60
    assert "more. Mend these first" in lines[-1]


def test_close_names_are_looked_for_only_where_they_are_shown(written):
    path = written(json.dumps({"duty": {f"disabilit{n}": {} for n in range(200)}}))
    with pytest.raises(InputError) as raised:
        open_assessment(path)
    assert sum('Did you mean "disability"?' in problem for problem in raised.value.problems) == 50


@pytest.mark.parametrize(
    "data",
    [
        {"history": [{}] * 2_001},
        {"activity": {"lead_officers": [{}] * 2_001}},
        {"scope": {"characteristics": ["?"] * 2_001}},
        {"actions": {"other": ["x"] * 2_001}},
    ],
)
def test_a_list_too_long_is_one_fault_however_many_its_rows_have(data):
    assessment, problems = store.parse(data, Concepts)
    assert assessment is None
    assert [problem.text for problem in problems] == ["the list has more than 2,000 rows."]


def test_a_file_of_a_newer_format_is_refused_and_untouched(written):
    content = json.dumps({"format": FORMAT + 1, "summary": "x"})
    path = written(content)
    with pytest.raises(InputError, match="made by a newer eqia"):
        open_assessment(path)
    assert path.read_text() == content


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("hello", 'not a JSON file. It begins with "hello"'),
        ("", "The file is empty."),
        ('{"summary": "x",}', "Line 1, column 16: there is a comma too many"),
        ('{"summary": "x",\n \n}', "Line 1, column 16: there is a comma too many"),
        ('{\n"history": [1 , ]}', "Line 2, column 15: there is a comma too many"),
        ('{"summary": "x",, "notice": "y"}', "Line 1, column 16: there is a comma too many"),
        ('{"summary": "x",', "column 17: a field name is missing"),
        ("{'summary': 1}", "column 2: a field name is missing, or it has no straight quotation marks"),
        ('{"summary": "C:\\Users"}', "a backslash"),
        ('{"summary": "C:\\Desktop"}', "a backslash"),
        ('{"summary": "x" "notice": "y"}', "column 17: a comma is missing before this place"),
        ('{\n"summary": \u201cx\u201d}', "Line 2, column 12: a value is missing, or it has curly quotation marks"),
        ('{"summary": "one\ntwo"}', "there is a line break or a tab inside a text"),
        (b"PK\x03\x04rest", "To read a form: eqia import"),
        ("[]", "holds a list"),
        ('{"a": 1, "a": 2}', 'names the field "a" twice'),
        ('{"a": NaN}', "holds a number"),
        (b"\xff\xfe{\x00}\x00", "UTF-16"),
        (b'{\n"summary": "caf\xe9"}', "not in UTF-8 (line 2)"),
        ("[" * 100_000, "nesting"),
        (b" " * (store.LARGEST_FILE + 1), "larger than 20 MB"),
        ('{"council": "atlantis"}', 'no template pack for the council "atlantis"'),
        ('{"summary": "\\ud800"}', "half a character"),
        ('{"format": "new"}', "a whole number belongs here"),
    ],
)
def test_what_is_no_assessment_is_refused_in_a_sentence(written, content, words):
    with pytest.raises(InputError) as raised:
        open_assessment(written(content))
    assert words in str(raised.value)


def test_a_folder_and_a_missing_file_are_named(tmp_path):
    with pytest.raises(InputError, match="is a folder"):
        open_assessment(tmp_path)
    with pytest.raises(InputError, match="There is no file"):
        open_assessment(tmp_path / "none.json")


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(written):
    path = written(b'\xef\xbb\xbf{"summary": "one\\r\\ntwo\\rthree", "$schema": "x.json"}')
    assert open_assessment(path).assessment.summary == "one\ntwo\nthree"


@given(st.text().filter(lambda text: not any("\ud800" <= c <= "\udfff" or c == "\r" for c in text)))
def test_any_text_is_kept_exactly(text):
    assessment = Concepts(summary=text, actions=Actions(other=(Action(what=text),)))
    again, problems = store.parse(json.loads(store.to_json(assessment)), Concepts)
    assert not problems
    assert again == assessment


def test_the_digest_is_of_what_is_said():
    one = Concepts(summary="x")
    assert store.content_digest(one) == store.content_digest(Concepts(summary="x", history=(Event(
        who="Director", what="approved", when="1 March 2026"),)))  # fmt: skip
    assert store.content_digest(one) != store.content_digest(Concepts(summary="y"))
    assert store.content_digest(Concepts()) == store.content_digest(Concepts(activity=Activity()))


def test_saves_whole_and_for_the_owner_only(tmp_path):
    path = tmp_path / "a.json"
    store.save(path, Concepts(summary="one"))
    store.save(path, Concepts(summary="two"))
    assert open_assessment(path).assessment.summary == "two"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.json"]
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_missing_folder_is_said_in_a_sentence(tmp_path):
    with pytest.raises(OutputError, match="There is no folder"):
        store.save(tmp_path / "none" / "a.json", Concepts())


def test_a_full_disk_leaves_the_old_file_whole(tmp_path, full_disk):
    with full_disk() as folder:
        path = folder / "a.json"
        store.save(path, Concepts(summary="old"))
        with pytest.raises(OutputError, match="The disk is full"):
            store.save(path, Concepts(summary="new " * 20_000))
        assert open_assessment(path).assessment.summary == "old"
        assert [entry.name for entry in folder.iterdir()] == ["a.json"]


def test_the_interviews_part_of_a_file_is_no_part_of_the_assessment_and_survives_a_save(tmp_path):
    path = tmp_path / "a.json"
    part = {"version": 1, "kept": {"relevance.why_not_required": "Nobody is affected."}}
    path.write_text(store.to_json(Concepts(summary="Before."), part), "utf-8")
    assert faults(store.read_json(path)) == {}
    store.save(path, Concepts(summary="After."))
    assert store.read_json(path)[store.INTERVIEW] == part
    assert store.parse(store.read_json(path), Concepts)[0] == Concepts(summary="After.")
