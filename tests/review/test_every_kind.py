"""Whatever a person puts into a Word file is seen by every way of reading it, each in the same words."""

import pytest
from lxml import etree

from eqia.cli.review_text import seen_beside
from eqia.review.forms.against import read_against
from eqia.review.forms.import_form import import_document
from eqia.review.returned.read import read_returned
from eqia.wordml.archive.package import DOCUMENT, read_parts, write_parts
from eqia.wordml.names import PARAGRAPH, W, parse, serialise, w
from eqia.wordml.text.prose import text_of
from tests.review.test_one_reader import original, stripped

TYPES, RELATIONS = "[Content_Types].xml", "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
ANSWER = "Each term the School Improvement Board"
MADE = 'w:author="A" w:date="2026-11-28T09:00:00Z"'
VML = "urn:schemas-microsoft-com:vml"
MATHS = f"{OFFICE}/math"
BOX = "<w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent>"
RUNS = {
    "a struck out word": "<w:r><w:rPr><w:strike/></w:rPr><w:t>gone words</w:t></w:r>",
    "a link": f'<w:hyperlink r:id="rIdX" xmlns:r="{OFFICE}/relationships"><w:r><w:t>here</w:t></w:r></w:hyperlink>',
    "a formula": f'<m:oMath xmlns:m="{MATHS}"><m:r><m:t>x</m:t></m:r></m:oMath>',
    "a picture": "<w:r><w:pict/></w:r>",
    "an inserted word": f'<w:ins w:id="9001" {MADE}><w:r><w:t>inserted words</w:t></w:r></w:ins>',
    "a deleted word": f'<w:del w:id="9002" {MADE}><w:r><w:delText>gone</w:delText></w:r></w:del>',
    "a text box": f'<w:r><w:pict><v:rect xmlns:v="{VML}"><v:textbox>{BOX}</v:textbox></v:rect></w:pict></w:r>',
    "old WordArt": f'<w:r><w:pict><v:shape xmlns:v="{VML}"><v:textpath string="URGENT"/></v:shape></w:pict></w:r>',
    "a shape": f'<w:r><w:pict><v:oval xmlns:v="{VML}"/></w:pict></w:r>',
    "a footnote": '<w:r><w:footnoteReference w:id="7"/></w:r>',
    "an endnote": '<w:r><w:endnoteReference w:id="7"/></w:r>',
}
SAYS = {
    "a struck out word": "crossed out text",
    "a link": "https://example.org/x",
    "a formula": "a formula",
    "a picture": "a picture",
    "an inserted word": "inserted words",
    "a deleted word": 'deleted "gone"',
    "a text box": "a text box",
    "old WordArt": 'WordArt that says "URGENT"',
    "a shape": "a shape",
    "a footnote": "Said below.",
    "an endnote": "Said below.",
}


def with_run(data, run, start=ANSWER):
    """The document with a run, and all that runs may need, at the end of a paragraph, such as one of an answer."""
    parts = read_parts(data)
    root = parse(parts[DOCUMENT])
    paragraph = next(each for each in root.iter(PARAGRAPH) if text_of(each).startswith(start))
    paragraph.append(etree.fromstring(f'<w:p xmlns:w="{W}">{run}</w:p>')[0])
    relations = parse(parts[RELATIONS])
    link = {
        "Id": "rIdX",
        "Type": f"{OFFICE}/relationships/hyperlink",
        "Target": "https://example.org/x",
        "TargetMode": "External",
    }
    relations.append(relations.makeelement(relations[0].tag, link))
    types = parse(parts[TYPES])
    for kind in ("footnote", "endnote"):
        note = f'<w:{kind} w:id="7"><w:p><w:r><w:t>Said below.</w:t></w:r></w:p></w:{kind}>'
        parts[f"word/{kind}s.xml"] = f'<w:{kind}s xmlns:w="{W}">{note}</w:{kind}s>'.encode()
        relation = {"Id": f"rId{kind}", "Type": f"{OFFICE}/relationships/{kind}s", "Target": f"{kind}s.xml"}
        relations.append(relations.makeelement(relations[0].tag, relation))
        content = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
        override = {"PartName": f"/word/{kind}s.xml", "ContentType": content}
        types.append(types.makeelement(next(types.iter("{*}Override")).tag, override))
    return write_parts(parts | {DOCUMENT: serialise(root), RELATIONS: serialise(relations), TYPES: serialise(types)})


def without_marks(data):
    parts = read_parts(data)
    root = parse(parts[DOCUMENT])
    for mark in list(root.iter(w("bookmarkStart"), w("bookmarkEnd"))):
        mark.getparent().remove(mark)
    return write_parts(parts | {DOCUMENT: serialise(root)})


@pytest.fixture(scope="module")
def made(docx):
    return docx(original())


@pytest.mark.parametrize("kind", RUNS)
def test_it_is_seen_by_each_way_of_reading_at_its_field(made, kind):
    data = with_run(made, RUNS[kind])
    lost = stripped(data)
    readings = {
        "review read": read_returned(data),
        "import": import_document(data, "bedford"),
        "against": read_against(lost, original()),
        "import without data": import_document(lost, "bedford"),
        "against, without marks": read_against(without_marks(lost), original()),
        "import by labels": import_document(without_marks(lost), "bedford"),
    }
    for way, reading in readings.items():
        said = " ".join(" ".join(seen_beside(reading)).split())
        assert SAYS[kind] in said, (way, said)
        seen = [*reading.doubts, *reading.tracked]
        assert "monitoring.arrangements" in {each.path for each in seen}, way


@pytest.mark.parametrize("kind", [kind for kind in RUNS if kind != "a struck out word"])
def test_it_is_seen_outside_the_answers(made, kind):
    data = with_run(made, RUNS[kind], start="General Equality Duty")
    for reading in (read_returned(data), import_document(data, "bedford")):
        said = " ".join(" ".join(seen_beside(reading)).split()).casefold()
        assert SAYS[kind].casefold() in said
        if kind in ("a text box", "a shape", "old WordArt"):
            assert "a picture" not in said
