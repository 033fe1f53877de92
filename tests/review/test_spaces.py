"""Spaces and signs that nobody sees, which programs put in and take out: no change by themselves, and never lost."""

import pytest
from docx import Document
from lxml import etree

from eqia.concepts.model import Concepts
from eqia.review.forms.import_form import import_document
from eqia.review.returned.as_issued import as_issued
from eqia.review.returned.read import read_returned
from eqia.wordml.names import W, w

from .edits import paragraph_with
from .typed_forms import saved, table

PLAIN = "We lack figures on well-being, says 1 in 10."
UNSEEN = {
    "no-break space": (" ", "\u00a0"),
    "thin space": (" ", "\u2009"),
    "narrow no-break space": (" ", "\u202f"),
    "soft hyphen": ("figures", "fig\u00adures"),
    "zero width space": ("figures", "fig\u200bures"),
    "word joiner": ("figures", "\u2060figures"),
    "byte order mark": ("We", "\ufeffWe"),
    "no-break hyphen": ("-", "\u2011"),
}


def gaps(docx, edit, issued, change):
    """The answer as it comes back after a change of its text."""
    data = docx(Concepts(evidence={"gaps": issued}))

    def apply(root, parts):
        for text in paragraph_with(root, "lack").iter(w("t")):
            text.text = change(text.text)

    return read_returned(edit(data, apply)).assessment.evidence.gaps


@pytest.mark.parametrize("name", UNSEEN)
def test_what_a_program_puts_in_is_no_change(docx, edit, name):
    seen, unseen = UNSEEN[name]
    assert gaps(docx, edit, PLAIN, lambda text: text.replace(seen, unseen)) == PLAIN


@pytest.mark.parametrize("name", UNSEEN)
def test_what_a_program_takes_out_is_there_after_all(docx, edit, name):
    seen, unseen = UNSEEN[name]
    issued = PLAIN.replace(seen, unseen)
    assert gaps(docx, edit, issued, lambda text: text.replace(unseen, seen)) == issued
    edited = gaps(docx, edit, issued, lambda text: text.replace(unseen, seen).replace("1 in 10", "2 in 10"))
    assert edited == issued.replace("1", "2", 1)


def test_words_that_an_officer_writes_keep_their_own_spaces(docx, edit):
    assert gaps(docx, edit, PLAIN, lambda text: f"{text} See p.\u00a07.") == f"{PLAIN} See p.\u00a07."


@pytest.mark.parametrize(("element", "seen"), [("noBreakHyphen", "-"), ("softHyphen", "")])
def test_word_s_own_elements_for_them_are_read_so(docx, edit, element, seen):
    def change(root, parts):
        (text,) = paragraph_with(root, "lack").iter(w("t"))
        before, after = ("We lack figures on well", "being, says 1 in 10.") if seen else ("We lack fig", PLAIN[11:])
        text.text = before
        for node in reversed([etree.Element(w(element)), etree.fromstring(f'<w:t xmlns:w="{W}">{after}</w:t>')]):
            text.addnext(node)

    returned = read_returned(edit(docx(Concepts(evidence={"gaps": PLAIN})), change))
    assert returned.assessment.evidence.gaps == PLAIN


def test_signs_alone_are_no_answer(docx, edit):
    assert gaps(docx, edit, PLAIN, lambda text: "\u200b\u00a0") == ""


def test_labels_boxes_and_dates_are_read_with_them():
    document = Document()
    table(
        document,
        [
            ["Ser\u00advice\u00a0area", "Libraries\u00a0North"],
            ["Date\u2009of approval\u200b", "3\u00a0May\u202f2026"],
            ["Stop the activity", "\u200bX"],
            ["Adjustments required", "[\u00a0]"],
        ],
    )
    read = import_document(saved(document), "bedford").assessment
    assert read.activity.service_area == "Libraries\u00a0North"
    assert str(read.activity.approval_date.reading) == "3 May 2026" or read.activity.approval_date.reading.day
    assert (read.recommendation.stop, read.recommendation.adjustments) == (True, False)


def test_blank_lines_come_back_only_where_the_file_cannot_tell_of_them():
    issued, shown = "First.\n\nSecond.\n- third", "First.\nSecond.\n- third"
    assert as_issued(shown, issued, spaced=True) == shown
    assert as_issued(shown, issued, spaced=False) == issued
    assert as_issued("First.\nSecond, reworded.\n- third", issued, spaced=False) == "First.\nSecond, reworded.\n- third"
    assert as_issued("First.\n\n\nSecond.", issued, spaced=False) == "First.\n\n\nSecond."
