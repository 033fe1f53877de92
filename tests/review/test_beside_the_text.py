"""What stands in comments, notes, and the heads and feet of pages is seen by every way of reading, as in the text."""

import pytest
from lxml import etree

from eqia.cli.review_text import seen_beside
from eqia.review.forms.against import read_against
from eqia.review.forms.import_form import import_document
from eqia.review.returned.read import read_returned
from eqia.wordml.archive.package import DOCUMENT, read_parts, write_parts
from eqia.wordml.archive.relations import list_of
from eqia.wordml.names import PARAGRAPH, RELATIONSHIPS, W, parse, serialise, w
from eqia.wordml.text.prose import text_of
from tests.review.cases import original
from tests.review.conftest import OFFICE, relate
from tests.review.test_every_kind import without_marks
from tests.review.test_one_reader import stripped

ANSWER = "Each term the School Improvement Board"
SPACES = {
    "w": W,
    "m": f"{OFFICE}/math",
    "r": f"{OFFICE}/relationships",
    "v": "urn:schemas-microsoft-com:vml",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}
MADE = 'w:author="A" w:date="2026-11-28T09:00:00Z"'
BOX = "<w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent>"
BENT = '<wps:bodyPr><a:prstTxWarp prst="textArchUp"/></wps:bodyPr>'


def drawn(inside):
    return f"<w:r><w:drawing>{inside}</w:drawing></w:r>"


PIECES = {
    "a link": ('<w:hyperlink r:id="rIdX"><w:r><w:t>here</w:t></w:r></w:hyperlink>', ["https://example.org/x"]),
    "a link that is a field": (
        "<w:fldSimple w:instr='HYPERLINK \"https://example.org/f\"'><w:r><w:t>here</w:t></w:r></w:fldSimple>",
        ["https://example.org/f"],
    ),
    "a fetched picture": (drawn('<a:blip r:link="rIdP"/>'), ["A picture that is kept outside the file"]),
    "a picture": (drawn("<pic:pic/>"), ["A picture stands"]),
    "a chart": (drawn('<c:chart r:id="rIdC"/>'), ["A chart"]),
    "a shape": (drawn("<wps:wsp/>"), ["A shape stands"]),
    "an old shape": ("<w:r><w:pict><v:oval/></w:pict></w:r>", ["A shape stands"]),
    "a text box": (drawn(f"<wps:wsp><wps:txbx>{BOX}</wps:txbx></wps:wsp>"), ["A text box", "boxed"]),
    "old WordArt": (
        '<w:r><w:pict><v:shape><v:textpath string="NOT FOR SALE"/></v:shape></w:pict></w:r>',
        ['WordArt that says "NOT FOR SALE"'],
    ),
    "WordArt": (
        drawn(f"<wps:wsp><wps:txbx>{BOX}</wps:txbx>{BENT}</wps:wsp>"),
        ["WordArt (its words are read", "boxed"],
    ),
    "a formula": ("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", ["A formula"]),
    "hidden words": ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>between us</w:t></w:r>", ["Hidden text", '"between us"']),
    "struck words": ("<w:r><w:rPr><w:strike/></w:rPr><w:t>no more</w:t></w:r>", ["Crossed out text", '"no more"']),
    "red words": ('<w:r><w:rPr><w:color w:val="FF0000"/></w:rPr><w:t>ask me</w:t></w:r>', ["another colour", "ask me"]),
    "an inserted word": (f'<w:ins w:id="9001" {MADE}><w:r><w:t>more</w:t></w:r></w:ins>', ['inserted "more" (A']),
    "a deleted word": (f'<w:del w:id="9002" {MADE}><w:r><w:delText>less</w:delText></w:r></w:del>', ['deleted "less"']),
    "an object": ('<w:r><w:object r:id="rIdO"/></w:r>', ["An embedded object"]),
    "a piece of a file": ('</w:p><w:altChunk r:id="rIdA"/><w:p>', ["A piece of another file"]),
}
"""What is put into a paragraph, and what is said of it."""

LEADS = {
    "rIdX": ("hyperlink", "https://example.org/x"),
    "rIdP": ("image", "https://example.org/p.png"),
    "rIdC": ("chart", "charts/chart1.xml"),
    "rIdO": ("oleObject", "embeddings/one.bin"),
    "rIdA": ("aFChunk", "piece.html"),
}
PARTS = {
    "comments": ("in a comment", "w:comments", f'w:comment w:id="77" {MADE}'),
    "footnotes": ("in a footnote", "w:footnotes", 'w:footnote w:id="77"'),
    "endnotes": ("in an endnote", "w:endnotes", 'w:endnote w:id="77"'),
    "header7": ("at the head of a page", "w:hdr", ""),
    "footer7": ("at the foot of a page", "w:ftr", ""),
}


def with_piece(data, part, piece):
    """The document with a part beside its text, in which a piece stands; what it refers to is there too."""
    parts = read_parts(data)
    root = parse(parts[DOCUMENT])
    name, (_, top, unit) = f"word/{part}.xml", PARTS[part]
    inside = f"<w:p><w:r><w:t>Said beside.</w:t></w:r>{piece}</w:p>"
    inside = f"<{unit}>{inside}</{unit.split()[0]}>" if unit else inside
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
    parts[name] = f"<{top} {spaces}>{inside}</{top}>".encode()
    relate(parts, name)
    relations = etree.Element(f"{{{RELATIONSHIPS}}}Relationships")
    for id, (kind, target) in [each for each in LEADS.items() if each[0] in piece]:
        known = {"Id": id, "Type": f"{OFFICE}/relationships/{kind}", "Target": target}
        known |= {"TargetMode": "External"} if target.startswith("https") else {}
        etree.SubElement(relations, f"{{{RELATIONSHIPS}}}Relationship", known)
    parts[list_of(name)] = serialise(relations)
    if unit:
        paragraph = next(each for each in root.iter(PARAGRAPH) if text_of(each).startswith(ANSWER))
        etree.SubElement(etree.SubElement(paragraph, w("r")), w(f"{part[:-1]}Reference"), {w("id"): "77"})
    return write_parts(parts | {DOCUMENT: serialise(root)})


@pytest.fixture(scope="module")
def made(docx):
    return docx(original())


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("kind", PIECES)
def test_it_is_named_with_its_place(made, part, kind):
    piece, expected = PIECES[kind]
    data = with_piece(made, part, piece)
    lost = stripped(data)
    readings = {
        "review read": read_returned(data),
        "import": import_document(data, "bedford"),
        "against": read_against(lost, original()),
        "import by labels": import_document(without_marks(lost), "bedford"),
    }
    for way, reading in readings.items():
        said = " ".join(" ".join(seen_beside(reading)).split())
        for words in (
            *expected,
            PARTS[part][0] if "word" not in kind or "words" in kind else "Tracked changes",
            "Said beside.",
        ):
            assert words in said, (way, said)


def test_of_a_comment_or_a_note_it_is_said_what_that_is_on(made):
    for part in ("comments", "footnotes", "endnotes"):
        sentences = [doubt.sentence for doubt in read_returned(with_piece(made, part, PIECES["a picture"][0])).doubts]
        place = f"A picture stands {PARTS[part][0]} on Section 12, Monitoring and review, Monitoring arrangements."
        assert place in sentences


@pytest.mark.parametrize("part", PARTS)
def test_plain_words_there_are_no_doubt(made, part):
    reading = read_returned(with_piece(made, part, ""))
    noted = {"footnotes": "a footnote", "endnotes": "an endnote"}
    assert [doubt.sentence for doubt in reading.doubts if noted.get(part, " ") not in doubt.sentence] == []
    assert reading.tracked == ()
