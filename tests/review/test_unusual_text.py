"""Text in an answer that looks otherwise than the answer is named there; the usual looks of editors are not."""

import pytest
from lxml import etree

from eqia.assessment.model import Assessment
from eqia.review.returned.read import read_returned
from eqia.wordml.names import ROW, W, enclosing, parse, serialise, w

from .edits import paragraph_with

GAPS = Assessment(evidence={"gaps": "We lack figures."})
STYLED = (
    '<w:style w:type="{}" w:styleId="Odd"><w:name w:val="Odd"/><w:rPr>{}</w:rPr></w:style>'
    '<w:style w:type="{}" w:styleId="OddToo"><w:name w:val="Odd Too"/><w:basedOn w:val="Odd"/></w:style>'
)
UNUSUAL = {
    "<w:vanish/>": "hidden text",
    "<w:specVanish/>": "hidden text",
    "<w:webHidden/>": "hidden text",
    "<w:strike/>": "crossed out text",
    "<w:dstrike/>": "crossed out text",
    '<w:color w:val="FF0000"/>': "text in another colour",
    '<w:color w:val="FFFFFF"/>': "text in another colour",
    '<w:color w:val="000000" w:themeColor="accent2"/>': "text in another colour",
    '<w:color w:val="000000" w:themeColor="background1"/>': "text in another colour",
    '<w:highlight w:val="yellow"/>': "highlighted text",
    '<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>': "highlighted text",
    '<w:sz w:val="2"/>': "too small to read",
    '<w:position w:val="6"/>': "raised or lowered text",
}
USUAL = [
    "<w:b/>",
    "<w:i/>",
    '<w:u w:val="single"/>',
    '<w:color w:val="000000"/>',
    '<w:color w:val="0B0C0C"/>',
    '<w:color w:val="auto"/>',
    '<w:color w:val="000000" w:themeColor="text1"/>',
    '<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>',
    '<w:highlight w:val="none"/>',
    '<w:vanish w:val="0"/>',
    '<w:strike w:val="false"/>',
    '<w:sz w:val="24"/>',
    '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/>',
]


def elements(text):
    return list(etree.fromstring(f'<x xmlns:w="{W}">{text}</x>'))


def run(properties):
    return elements(f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve"> A note.</w:t></w:r>')[0]


@pytest.fixture
def doubts(docx, edit):
    """What is doubted of the answer after a change of the paragraph it stands in."""

    def read(change):
        returned = read_returned(edit(docx(GAPS), lambda root, parts: change(paragraph_with(root, "We lack"), parts)))
        assert {doubt.path for doubt in returned.doubts} <= {"evidence.gaps"}
        return [doubt.sentence for doubt in returned.doubts]

    return read


@pytest.mark.parametrize("properties", UNUSUAL)
@pytest.mark.parametrize("by", ["itself", "character", "paragraph"])
def test_what_looks_otherwise_is_named_however_it_came_to_look_so(doubts, properties, by):
    def change(paragraph, parts):
        if by == "itself":
            paragraph.append(run(properties))
            return
        sheet = parse(parts["word/styles.xml"])
        sheet.extend(elements(STYLED.format(by, properties, by)))
        parts["word/styles.xml"] = serialise(sheet)
        if by == "character":
            paragraph.append(run('<w:rStyle w:val="OddToo"/>'))
        else:
            (added,) = elements('<w:p><w:pPr><w:pStyle w:val="OddToo"/></w:pPr></w:p>')
            added.append(run(""))
            paragraph.addnext(added)

    (said,) = doubts(change)
    assert UNUSUAL[properties] in said
    assert '"A note."' in said


@pytest.mark.parametrize("properties", USUAL)
def test_how_people_usually_write_is_no_doubt(doubts, properties):
    assert doubts(lambda paragraph, _: paragraph.append(run(properties))) == []


def test_a_hidden_row_and_a_ground_of_another_colour_are_named(doubts):
    def hide(paragraph, _):
        (properties,) = elements("<w:trPr><w:hidden/></w:trPr>")
        enclosing(paragraph, ROW).insert(0, properties)

    def paint(paragraph, _):
        (properties,) = elements('<w:pPr><w:shd w:val="clear" w:fill="FFC000"/></w:pPr>')
        for old in paragraph.findall(w("pPr")):
            paragraph.remove(old)
        paragraph.insert(0, properties)

    assert any("its row is hidden" in said for said in doubts(hide))
    assert any("ground of another colour" in said for said in doubts(paint))


def test_what_is_crossed_out_in_a_tracked_deletion_is_no_doubt_of_its_look(doubts):
    def delete(paragraph, _):
        (deleted,) = elements('<w:del w:id="1" w:author="x"></w:del>')
        deleted.append(run("<w:strike/>"))
        paragraph.append(deleted)

    assert not any("crossed out" in said for said in doubts(delete))
