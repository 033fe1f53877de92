"""Forms as many hands fill them in: nine values in ten are right, the rest is asked about, and no word is lost."""

import html
import io
import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Inches

from eqia.assessment.model import Person
from eqia.assessment.paths import get
from eqia.concepts.model import Decision
from eqia.form.loader import load_pack
from eqia.review.forms.form_reading import UNDER_A_HEADING
from eqia.review.forms.import_form import import_document

from . import hand_form, hand_forms
from .conftest import text_fields
from .typed_forms import handmade, saved, table

CASES = Path(__file__).parent.parent / "cases" / "word"
TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
FILES = {
    **{each.__name__: lambda each=each: each().file() for each in (*hand_forms.HANDS, *hand_forms.ASKED)},
    **{name: (CASES / f"{name}.docx").read_bytes for name in ("h2-reworded", "h3-extras")},
    "handmade": lambda: handmade(four_columns=True),
}


def words(text):
    return Counter(re.findall(r"[^\W_]+", text.casefold()))


def printed_words():
    """The words that the form's labels have, by all their names."""
    pack = load_pack("bedford")
    said = [pack.form.title, pack.form.council, *(group.label for group in pack.form.groups)]
    for section in pack.form.sections:
        said += [section.title, section.lead, section.fixed, section.closing]
        said += [
            text for each in section.questions for text in (each.label, *(column.label for column in each.columns))
        ]
    names = (pack.synonyms.labels, pack.synonyms.sections, pack.synonyms.groups)
    said += [name for table in names for group in table.values() for name in group]
    return set(words(" ".join(said))) | {"x", "y", "n", "yes", "no", "us"}


def written(value):
    """A value of an assessment as a person writes it."""
    if isinstance(value, tuple):
        return "; ".join(map(written, value))
    if isinstance(value, Person):
        return ", ".join(part for part in (value.name, value.post) if part)
    if isinstance(value, Decision):
        return ", ".join(part for part in (value.body, value.date.text) if part)
    return getattr(value, "text", value)


def read(values, assessment):
    """What was read for each path; None where the file has no such row."""
    for path in values:
        try:
            yield path, written(get(assessment, path))
        except (LookupError, AttributeError):
            yield path, None


def wrong(imported):
    values = hand_form.truth()
    return {path for path, value in read(values, imported.assessment) if (value or "") != (values[path] or "")}


@pytest.mark.parametrize("hand", hand_forms.HANDS, ids=lambda hand: hand.__name__)
def test_nine_values_in_ten_are_right(hand):
    imported = import_document(hand().file(), "bedford")
    assert len(wrong(imported)) <= 0.1 * len(hand_form.truth()), wrong(imported)


@pytest.mark.parametrize("hand", [*hand_forms.HANDS, *hand_forms.ASKED], ids=lambda hand: hand.__name__)
def test_what_is_not_right_is_asked_about(hand):
    imported = import_document(hand().file(), "bedford")
    asked = {*imported.unreadable, *imported.missing, *(doubt.path for doubt in imported.doubts)}
    asked |= {path for path, sure in imported.sure.items() if sure <= UNDER_A_HEADING}
    for path in wrong(imported):
        start = ".".join(path.split(".")[:2]) if path.startswith("actions.") else path
        assert any(each == start or each.startswith(f"{start}.") for each in asked), path


@pytest.mark.parametrize("name", FILES)
def test_every_word_ends_up_in_an_answer_a_doubt_or_a_remark(name):
    data = FILES[name]()
    imported = import_document(data, "bedford")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        shown = [TEXT.findall(parts.read(part).decode()) for part in parts.namelist() if PARTS.fullmatch(part)]
    within = words(html.unescape(" ".join(text for texts in shown for text in texts)))
    kept = [*map(str, imported.shown.values()), *imported.left_over, *(doubt.sentence for doubt in imported.doubts)]
    kept += [each.text for each in (*imported.remarks, *imported.tracked)]
    lost = within - words(" ".join(kept))
    assert {word: count for word, count in lost.items() if word not in printed_words()} == {}


def test_labels_reworded_as_councils_do():
    shown = import_document((CASES / "h2-reworded.docx").read_bytes(), "bedford").shown
    texts = [(path, f"word{number:03}") for number, (path, _) in enumerate(text_fields())]
    places = {"activity.decisions.0": "activity.decisions", "activity.budget_proposal": "activity.title"}
    held = [(re.sub(r"^(activity\.\w+)\.0\.\w+$", r"\1", path), word) for path, word in texts]
    found = [word in str(shown.get(places.get(path, path), "")) for path, word in held]
    assert sum(found) >= 0.9 * len(found)


@pytest.mark.parametrize(
    ("cells", "answer"),
    [
        (["[x] Yes [ ] No"], "yes"),
        (["( ) Yes (X) No"], "no"),
        (["[ ]", "[X]"], "no"),
        (["[✓]", "[]"], "yes"),
        (["Y"], "yes"),
        (["n"], "no"),
        (["X", "–"], "yes"),
        (["Yes/No"], "unreadable"),
        (["Yes, but only in winter"], "unreadable"),
        (["[x] Yes [x] No"], "both"),
    ],
)
def test_boxes_as_they_are_typed(cells, answer):
    document = Document()
    heads = [["", "Yes", "No"]] if len(cells) == 2 else []
    table(document, [*heads, [hand_form.RELEVANCE["affects_groups"][0], *cells]])
    imported = import_document(saved(document), "bedford")
    assert imported.assessment.relevance.affects_groups == answer
    if "winter" in cells[0]:
        assert imported.left_over == ("Yes, but only in winter",)


@pytest.mark.parametrize(
    ("look", "answer"),
    [
        (lambda yes, no: hand_forms.bold(yes), "yes"),
        (lambda yes, no: hand_forms.underlined(no), "no"),
        (lambda yes, no: setattr(no.font, "strike", True), "yes"),
        (lambda yes, no: (hand_forms.bold(yes), hand_forms.bold(no)), "unreadable"),
        (lambda yes, no: None, "unreadable"),
    ],
)
def test_a_word_that_is_set_off_is_the_answer_and_not_quite_sure(look, answer):
    document = Document()
    made = table(document, [[hand_form.RELEVANCE["affects_groups"][0], ""]])
    paragraph = made.rows[0].cells[1].paragraphs[0]
    yes, _, no = (paragraph.add_run(text) for text in ("Yes", " / ", "No"))
    look(yes, no)
    imported = import_document(saved(document), "bedford")
    assert imported.assessment.relevance.affects_groups == answer
    assert answer == "unreadable" or imported.sure["relevance.affects_groups.yes"] < 1


def test_a_table_pasted_into_an_answer_takes_no_part_of_the_form():
    document = Document()
    made = table(document, [["What evidence have you used to analyse the effects on equality?", "Counts of visitors:"]])
    inner = made.rows[0].cells[1].add_table(2, 2)
    inner.autofit, inner.columns[0].width = False, Inches(1)
    for row, texts in zip(inner.rows, (["Branch", "Summary"], ["North", "Four hundred"]), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    imported = import_document(saved(document), "bedford")
    assert "North | Four hundred" in imported.shown["evidence.sources"]
    assert "summary" not in imported.shown


def test_a_sentence_with_a_dash_in_an_answer_is_no_question():
    document = Document()
    document.add_heading("Description of activity", 1)
    for text in ("We close branches.", "Consultation – we asked readers.", "Findings? None so far."):
        document.add_paragraph(text)
    shown = import_document(saved(document), "bedford").shown
    assert "Consultation – we asked readers.\nFindings? None so far." in shown["activity.description"]
