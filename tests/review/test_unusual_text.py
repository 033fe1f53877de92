"""Text in an answer that looks otherwise than the answer is named there; the usual looks of editors are not."""

import pytest
from lxml import etree

from eqia.concepts.model import Concepts
from eqia.review.returned.read import read_returned
from eqia.wordml.names import ROW, TABLE, W14, W, enclosing, parse, serialise, w

from .edits import paragraph_with

GAPS = Concepts(evidence={"gaps": "We lack figures."})
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
    '<w:w w:val="1"/>': "too narrow or too small to read",
    '<w:spacing w:val="-300"/>': "too narrow or too small to read",
    '<w:sz w:val="10"/>': "too small to read",
    "<w:caps/>": "shows in capitals",
    "<w:smallCaps/>": "shows in capitals",
    "<w:outline/>": "drawn in outline",
    "<w:emboss/>": "in relief",
    "<w:imprint/>": "in relief",
    '<w:effect w:val="blinkBackground"/>': "another effect",
    '<w:bdr w:val="single" w:sz="4" w:space="0" w:color="auto"/>': "text in a frame",
    '<w:color w:val="000000" w:themeColor="text1" w:themeTint="80"/>': "text in another colour",
    '<w:color w:val="auto" w:themeColor="background1" w:themeShade="F2"/>': "can hardly be seen",
    '<w:shd w:val="clear" w:fill="auto" w:themeFill="accent4"/>': "highlighted text",
    '<w:shd w:val="pct50" w:color="auto" w:fill="auto"/>': "highlighted text",
    '<w:color w:val="FEFEFE"/><w:shd w:val="clear" w:fill="FFFFFF"/>': "can hardly be seen",
    f'<w14:textFill xmlns:w14="{W14}"><w14:noFill/></w14:textFill>': "hidden text",
    f'<w14:glow xmlns:w14="{W14}" w14:rad="9"><w14:srgbClr w14:val="FF0000"/></w14:glow>': "another effect",
}
IN_TABLES = {
    "<w:rPr><w:vanish/></w:rPr>": "hidden text",
    '<w:rPr><w:color w:val="C00000"/></w:rPr>': "text in another colour",
    '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>': "can hardly be seen",
    "<w:rPr><w:strike/></w:rPr>": "crossed out text",
    "<w:rPr><w:caps/></w:rPr>": "shows in capitals",
    '<w:tcPr><w:shd w:val="clear" w:fill="FFC000"/></w:tcPr>': "ground of another colour",
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
    '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>',
    '<w:spacing w:val="-4"/>',
    '<w:w w:val="95"/>',
    "<w:outline w:val='0'/>",
    '<w:bdr w:val="none" w:sz="0" w:space="0" w:color="auto"/>',
    '<w:color w:val="FF0000" w:themeColor="text1"/>',
    '<w:shd w:val="clear" w:fill="FF0000" w:themeFill="background1"/>',
    f'<w14:ligatures xmlns:w14="{W14}" w14:val="standardContextual"/>',
    f'<w14:textOutline xmlns:w14="{W14}" w14:w="0"><w14:noFill/></w14:textOutline>',
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


TABLE_STYLE = '<w:style w:type="table" w:styleId="Odd"><w:name w:val="Odd"/>{}</w:style>'


@pytest.fixture
def gaps(docx, edit):
    """What is doubted of the answer after a change of the file that touches other answers too."""

    def read(change):
        returned = read_returned(edit(docx(GAPS), lambda root, parts: change(paragraph_with(root, "We lack"), parts)))
        return [doubt.sentence for doubt in returned.doubts if doubt.path == "evidence.gaps"]

    return read


@pytest.mark.parametrize("says", IN_TABLES)
def test_what_the_style_of_the_table_makes_of_an_answer_is_named(gaps, says):
    def change(paragraph, parts):
        sheet = parse(parts["word/styles.xml"])
        for colour in sheet.findall(f"{w('style')}/{w('rPr')}/{w('color')}"):
            colour.getparent().remove(colour)
        sheet.extend(elements(TABLE_STYLE.format(says)))
        parts["word/styles.xml"] = serialise(sheet)
        table = enclosing(paragraph, TABLE)
        table.replace(table.find(w("tblPr")), elements('<w:tblPr><w:tblStyle w:val="Odd"/></w:tblPr>')[0])

    assert any(IN_TABLES[says] in each for each in gaps(change))


def test_what_a_file_says_of_all_its_text_counts(gaps):
    def change(paragraph, parts):
        sheet = parse(parts["word/styles.xml"])
        sheet.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}").extend(elements("<w:vanish/>"))
        parts["word/styles.xml"] = serialise(sheet)

    assert any("hidden text" in each for each in gaps(change))


@pytest.mark.parametrize(
    ("slot", "mapped", "named"), [("dk1", "dark1", True), ("lt1", "dark1", False), ("accent1", "accent1", True)]
)
def test_colours_by_name_are_those_of_the_theme_of_the_file(doubts, slot, mapped, named):
    def change(paragraph, parts):
        theme = parse(parts["word/theme/theme1.xml"])
        (node,) = theme.iter(f"{{http://schemas.openxmlformats.org/drawingml/2006/main}}{slot}")
        for each in list(node):
            node.remove(each)
        node.append(
            etree.fromstring(
                '<a:srgbClr xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" val="EE0000"/>'
            )
        )
        parts["word/theme/theme1.xml"] = serialise(theme)
        settings = parse(parts["word/settings.xml"])
        settings.extend(elements(f'<w:clrSchemeMapping w:bg1="light1" w:t1="{mapped}" w:bg2="light2" w:t2="dark2"/>'))
        parts["word/settings.xml"] = serialise(settings)
        paragraph.append(run('<w:color w:val="000000" w:themeColor="text1"/>'))

    assert any("another colour" in each for each in doubts(change)) is named


@pytest.mark.parametrize(
    ("properties", "said"),
    [
        ('<w:pBdr><w:top w:val="single" w:sz="4" w:space="1" w:color="FF0000"/></w:pBdr>', "stands in a frame"),
        ('<w:ind w:left="30000"/>', "beside the page"),
        ('<w:spacing w:line="1" w:lineRule="exact"/>', "too low to be seen"),
        ("<w:rPr><w:specVanish/></w:rPr>", "shows two lines as one"),
        ('<w:shd w:val="solid" w:color="FFC000" w:fill="auto"/>', "ground of another colour"),
    ],
)
def test_what_a_paragraph_looks_like_is_named(doubts, properties, said):
    def change(paragraph, _):
        for old in paragraph.findall(w("pPr")):
            paragraph.remove(old)
        paragraph.insert(0, elements(f"<w:pPr>{properties}</w:pPr>")[0])

    assert any(said in each for each in doubts(change))
