"""A second council: another order, other words, another look and one more group, all of it made without programming.

Its report.docx was made by "eqia template word" and then given its colours and a note of its own in Word.
"""

import json
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from eqia.documents import Format, changed_answers, make_document
from eqia.form.loader import PARTS, load_pack, load_pack_at
from eqia.packs.check import check_pack
from eqia.packs.tokens import token_assessment
from eqia.render.html_text import Page
from eqia.resources import TEMPLATES_VARIABLE
from eqia.rules.findings import Gate
from eqia.verify import State, verify
from eqia.view.build import build_view
from eqia.wordml.archive.package import DOCUMENT, read_parts
from eqia.wordml.names import w
from eqia.workflows import check_assessment, make_documents, open_assessment, render, settings_of
from tests.programs import COMMAND, run

HERE = Path(__file__).parent
EXAMPLE = HERE / "example"
TODAY = date(2026, 6, 1)
ORDER = [
    *("activity", "description", "summary", "relevance", "scope", "evidence", "duty", "impacts", "recommendation"),
    *("commissioning", "actions", "monitoring"),
]


@pytest.fixture(autouse=True)
def _found(monkeypatch):
    monkeypatch.setenv(TEMPLATES_VARIABLE, str(HERE))


@pytest.fixture
def file(root, tmp_path):
    """An assessment of the example council, with what it says of carers."""
    data = json.loads((root / "samples" / "bedford-school-improvement-2018-completed.json").read_text(encoding="utf-8"))
    data["council"] = "example"
    data["impacts"]["carers"] = {"positive": True, "explanation": "Carers hear of changes a term earlier."}
    data["scope"]["characteristics"].append("carers")
    path = tmp_path / "a.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_it_is_sound_and_holds_words_and_looks_only():
    checked = check_pack(EXAMPLE)
    assert checked.sound
    assert all(fault.warning and fault.text.endswith("still Bedford's.") for fault in checked.faults)
    assert {path.name for path in EXAMPLE.iterdir()} < set(PARTS)
    assert "report.html" not in {path.name for path in EXAMPLE.iterdir()}


def test_it_differs_in_order_words_groups_rules_and_look():
    own, bedford = load_pack_at(EXAMPLE), load_pack("bedford")
    assert [section.id for section in own.form.sections] == ORDER
    assert [section.id for section in bedford.form.sections] != ORDER
    assert (own.form.title, own.form.council) == ("Equality Impact Assessment", "Saltmarsh District Council")
    assert [group.id for group in own.form.groups][2] == "carers"
    assert settings_of(own).review_months == 12
    assert settings_of(own).evidence_years == settings_of(bedford).evidence_years
    assert b"4A1D6B" in read_parts(own.read("report.docx"))["word/styles.xml"]
    assert b"#4a1d6b" in own.read("report.css")
    assert own.read("report.html") == bedford.read("report.html")


def test_its_questions_are_in_its_own_words_with_bedfords_guidance():
    places, bedford = load_pack("example").places, load_pack("bedford").places
    assert places.describe("impacts.carers.negative") == (
        "Section 8, What the proposal does to people, Carers, Adverse impact"
    )
    own, first = places.find("summary"), bedford.find("summary")
    assert own is not None
    assert first is not None
    assert own.question.help == first.question.help
    assert (own.number, own.question.label) == (3, "The assessment in brief")


def test_an_assessment_is_checked_and_its_findings_speak_its_words(file):
    findings = check_assessment(open_assessment(file), TODAY)
    assert findings.clear(Gate.DRAFT)
    broken = file.read_text(encoding="utf-8").replace(
        '"positive": true, "explanation": "Carers', '"explanation": "Carers'
    )
    file.write_text(broken, encoding="utf-8")
    about_carers = [found for found in check_assessment(open_assessment(file), TODAY) if "Carers" in found.message]
    assert about_carers
    assert any(field.startswith("impacts.carers") for found in about_carers for field in found.fields)


def test_every_document_is_in_its_order_and_shows_every_answer():
    pack = load_pack("example")
    view = build_view(token_assessment(pack.form, "example", ticked=True), pack.form, draft=True, template=pack.stamp)
    made = {format: make_document(view, pack, format) for format in Format}
    assert changed_answers(made[Format.DOCX], view, pack, Format.DOCX) == []
    assert list(changed_answers(made[Format.PDF], view, pack, Format.PDF)) == []
    words = read_parts(made[Format.DOCX])[DOCUMENT].decode()
    page = Page(made[Format.HTML].decode())
    for text in (words, page.text()):
        places = [
            text.index(heading)
            for heading in ("assessment in brief", "Screening", "What the proposal does", "What should")
        ]
        assert places == sorted(places)
        assert text.rindex("Adverse impact") < text.rindex("Benefit")
    assert ("impacts.carers.positive", "Carers", "Benefit") in page.labels()


def test_its_documents_say_which_pack_made_them_and_can_be_verified(file, tmp_path):
    files = render(open_assessment(file), [Format.DOCX, Format.PDF], tmp_path / "out", today=TODAY).files
    for path in files:
        found = verify(path)
        assert (found.state, found.shows.pack.stamp) == (State.UNTOUCHED, "example 2.1.0")


def test_a_group_that_bedford_does_not_have_is_refused_on_bedfords_form(file):
    file.write_text(file.read_text(encoding="utf-8").replace('"council": "example"', '"council": "bedford"'))
    done = eqia("check", file)
    assert done.returncode == 5
    assert 'there is no group "carers" on this form' in done.stderr


def test_a_batch_holds_assessments_of_several_councils(file, root, tmp_path):
    (file.parent / "b.json").write_bytes((root / "samples" / "not-required.json").read_bytes())
    done = eqia("batch", file.parent, "-o", tmp_path / "out", "--html", "--jobs", "2")
    assert done.returncode == 0, done.stderr
    assert "Saltmarsh District Council" in (tmp_path / "out" / "a.html").read_text(encoding="utf-8")
    assert "Bedford Borough Council" in (tmp_path / "out" / "b.html").read_text(encoding="utf-8")


def test_the_schema_of_its_files_has_its_groups():
    done = eqia("schema", "--council", "example")
    assert json.loads(done.stdout)["properties"]["impacts"]["properties"]["carers"]["title"] == "Carers"


def test_documents_made_in_memory_are_those_of_the_pack(file):
    assert b"Saltmarsh" in make_documents(open_assessment(file), [Format.HTML], draft=True)[Format.HTML]


def eqia(*words):
    return run([*COMMAND, *words], encoding="utf-8")


@pytest.mark.parametrize("pack", ["bedford", "example"])
def test_no_word_is_bold_by_its_paragraph_and_by_its_letters(pack):
    """Office Open XML 17.7.3: bold in the styles of both is not bold, as Word shows it."""
    parts = read_parts(load_pack(pack).read("report.docx"))
    styles = etree.fromstring(parts["word/styles.xml"])
    above = {each.get(w("styleId")): each.find(f"{w('basedOn')}") for each in styles.iter(w("style"))}
    above = {id: None if each is None else each.get(w("val")) for id, each in above.items()}
    own = {each.get(w("styleId")) for each in styles.iter(w("style")) if each.find(f"{w('rPr')}/{w('b')}") is not None}

    def bold(id):
        return id is not None and (id in own or bold(above[id]))

    pairs = {
        (paragraph.find(f"{w('pPr')}/{w('pStyle')}").get(w("val")), letters.get(w("val")))
        for name, part in parts.items()
        if name.startswith(("word/document", "word/header", "word/footer"))
        for paragraph in etree.fromstring(part).iter(w("p"))
        for letters in paragraph.iterfind(f".//{w('rPr')}/{w('rStyle')}")
    }
    assert ("DraftBand", "DraftMark") in pairs
    assert not [pair for pair in pairs if all(map(bold, pair))]
