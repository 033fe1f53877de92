"""Links and words from the right in a document that comes back: what leads where it says is no news to anybody."""

import pytest

from eqia.concepts.model import Concepts
from eqia.review.returned.read import read_returned
from eqia.wordml.names import w
from tests.review.test_odd_edits import GAPS, about, back, in_gaps, xml

__all__ = ["back"]

ARABIC = "المكتبة مهمة جداً لنا ولأطفالنا."
TEXT = (
    f"{ARABIC}\n- {ARABIC} NHS.\n\nSee https://www.ons.gov.uk/a_(b)?x=1&y=2#c, www.llyw.cymru (a.b@bedford.gov.uk) and "
    "https://www.tŷ.cymru/ŵ.\n[Welsh] Mae’r cyngor\nদয়া করে 👍🏽"
)
WRITTEN = {"activity": {"title": f"Library {ARABIC}"}, "evidence": {"gaps": TEXT}, "summary": TEXT}


def test_a_marked_document_comes_back_as_it_went(docx):
    returned = read_returned(docx(Concepts.model_validate(WRITTEN)))
    assert returned.assessment.evidence.gaps == returned.assessment.summary == TEXT
    assert returned.assessment.activity.title == f"Library {ARABIC}"
    assert list(returned.doubts) == []


def test_words_changed_in_a_link_and_in_arabic_come_back(docx, edit):
    def change(root, _):
        for text in root.iter(w("t")):
            text.text = (text.text or "").replace("www.llyw.cymru", "www.gov.wales").replace("مهمة", "جديدة")

    returned = read_returned(edit(docx(Concepts(summary=TEXT)), change))
    assert returned.assessment.summary == TEXT.replace("www.llyw.cymru", "www.gov.wales").replace("مهمة", "جديدة")
    assert ["https://www.llyw.cymru" in doubt.sentence for doubt in about(returned, "summary")] == [True]


@pytest.mark.parametrize(
    ("words", "address", "is_news"),
    [
        ("www.ons.gov.uk", "http://www.ons.gov.uk/", False),
        ("eia@bedford.gov.uk", "mailto:eia@bedford.gov.uk", False),
        ("https://www.tŷ.cymru/ŵ", "https://www.xn--t-foa.cymru/%C5%B5", False),
        ("https://www.ons.gov.uk/a/b", "https://www.ons.gov.uk/a", True),
        ("(see https://www.ons.gov.uk/a).", "https://www.ons.gov.uk/a/", False),
        ("our study", "https://www.ons.gov.uk/", True),
        ("www.ons.gov.uk", "https://www.ons.example/", True),
        ("eia@bedford.gov.uk", "mailto:else@example.org", True),
    ],
)
def test_an_address_that_a_link_does_not_say_is_named(back, words, address, is_news):
    code = f"HYPERLINK &quot;{address}&quot;"
    returned = back(GAPS, in_gaps(xml(f"<w:fldSimple w:instr='{code}'><w:r><w:t> {words}</w:t></w:r></w:fldSimple>")))
    assert [address in doubt.sentence for doubt in about(returned, "evidence.gaps")] == [True] * is_news


CODES = {
    "in pieces": ['HYPERLINK "https://www.ons', '.example/x"'],
    "without quotes": [" HYPERLINK https://www.ons.example/x "],
    "in small letters": [' hyperlink "https://www.ons.example/x" '],
    "with a place": [' HYPERLINK "https://www.ons.example/x" \\l "part2" '],
    "with a tip": [' HYPERLINK "https://www.ons.example/x" \\o "Ask Jo first" '],
}
SAYS = {"with a place": "https://www.ons.example/x#part2", "with a tip": "Ask Jo first"}


@pytest.mark.parametrize("kind", CODES)
def test_the_code_of_a_link_is_read_however_it_is_written(back, kind):
    def field(mark):
        return f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>'

    pieces = "".join(
        f'<w:r><w:instrText xml:space="preserve">{piece.replace(chr(34), "&quot;")}</w:instrText></w:r>'
        for piece in CODES[kind]
    )
    words = "<w:r><w:t> here</w:t></w:r>"
    runs = xml(f"<w:p>{field('begin')}{pieces}{field('separate')}{words}{field('end')}</w:p>")

    def change(root, parts):
        for run in list(runs):
            in_gaps(run)(root, parts)

    said = " ".join(doubt.sentence for doubt in about(back(GAPS, change), "evidence.gaps"))
    assert said.count("the address of a link") == 1
    assert "https://www.ons.example/x" in said
    assert SAYS.get(kind, "") in said


@pytest.mark.parametrize(("name", "words"), [("anchor", "part2"), ("tooltip", "Ask Jo first")])
def test_another_place_and_a_tip_of_our_own_link_are_named(docx, edit, name, words):
    def change(root, _):
        next(root.iter(w("hyperlink"))).set(w(name), words)

    returned = read_returned(edit(docx(Concepts(summary="See www.llyw.cymru now.")), change))
    assert [words in doubt.sentence for doubt in about(returned, "summary")] == [True]
