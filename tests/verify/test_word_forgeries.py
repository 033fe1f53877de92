"""Whatever shows, hides, looks otherwise, runs, fetches or travels along in a Word file has a name of its own."""

import re

import pytest

from eqia.documents import Format
from eqia.verify import State
from eqia.verify.word import WordComparison
from eqia.wordml.archive.package import read_parts, write_parts

DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
THEME = "word/theme/theme1.xml"
SETTINGS = "word/settings.xml"
RELATIONS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
ANSWER = '<w:p><w:r><w:t xml:space="preserve">New numbers for cost centres'
SECTION = "<w:sectPr"
BAND = '<w:tblStylePr w:type="band1Horz"><w:rPr><w:vanish/></w:rPr></w:tblStylePr>'


def run_of(properties):
    return (DOCUMENT, ANSWER, ANSWER.replace("<w:r>", f"<w:r><w:rPr>{properties}</w:rPr>"))


def paragraph_of(properties):
    return (DOCUMENT, ANSWER, ANSWER.replace("<w:p>", f"<w:p><w:pPr>{properties}</w:pPr>"))


def body(xml):
    return (DOCUMENT, SECTION, f"{xml}{SECTION}")


def relation(kind, target, external=False, type=OFFICE, part=RELATIONS):
    mode = ' TargetMode="External"' if external else ""
    return (
        part,
        "</Relationships>",
        f'<Relationship Id="rId900" Type="{type}/{kind}" Target="{target}"{mode}/></Relationships>',
    )


@pytest.mark.parametrize(
    "properties",
    [
        *("<w:strike/>", "<w:dstrike/>", "<w:vanish/>", "<w:webHidden/>", "<w:specVanish/>", "<w:outline/>"),
        *('<w:color w:val="FFFFFF"/>', '<w:color w:val="auto" w:themeColor="background1"/>', '<w:sz w:val="2"/>'),
        *('<w:highlight w:val="black"/>', '<w:shd w:val="clear" w:fill="111111"/>', '<w:w w:val="1"/>'),
        *('<w:position w:val="-2000"/>', '<w:spacing w:val="-300"/>', '<w:vertAlign w:val="superscript"/>'),
        *('<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>', '<w:rFonts w:asciiTheme="minorHAnsi"/>'),
        *("<w:b/>", "<w:i/>", '<w:u w:val="single"/>', "<w:caps/>", "<w:smallCaps/>", "<w:rtl/>", "<w:emboss/>"),
        *('<w:effect w:val="blinkBackground"/>', '<w:fitText w:val="1"/>', '<w:bdr w:val="single" w:sz="96"/>'),
        *('<w:rStyle w:val="DraftMark"/>', '<w:em w:val="dot"/>', '<w:eastAsianLayout w:combine="1"/>'),
    ],
)
def test_another_look_of_an_answer_is_found(word, properties):
    found = word(run_of(properties))
    assert found.state is State.REDRAWN
    assert any("New numbers" in line for line in found.differing())


@pytest.mark.parametrize(
    "properties",
    [
        '<w:ind w:left="30000"/>',
        '<w:ind w:firstLine="-20000"/>',
        '<w:framePr w:w="1" w:h="1" w:hRule="exact" w:x="-9000" w:y="1"/>',
        '<w:spacing w:line="1" w:lineRule="exact"/>',
        '<w:shd w:val="clear" w:fill="000000"/>',
        '<w:jc w:val="right"/>',
        "<w:pageBreakBefore/>",
        '<w:pBdr><w:top w:val="single" w:sz="96" w:space="0" w:color="FFFFFF"/></w:pBdr>',
        '<w:pStyle w:val="Stamp"/>',
        "<w:rPr><w:vanish/></w:rPr>",
        "<w:bidi/>",
        '<w:textDirection w:val="tbRl"/>',
        '<w:tabs><w:tab w:val="left" w:pos="30000"/></w:tabs>',
    ],
)
def test_another_place_or_shape_of_a_paragraph_is_found(word, properties):
    assert word(paragraph_of(properties)).state is State.REDRAWN


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (STYLES, '<w:color w:val="111111"/>', '<w:color w:val="FFFFFF"/>'),
        (STYLES, '<w:sz w:val="20"/><w:szCs w:val="20"/><w:lang', '<w:sz w:val="20"/><w:vanish/><w:lang'),
        (STYLES, "<w:tblStylePr", '<w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:tblStylePr'),
        (STYLES, "<w:tblStylePr", f"{BAND}<w:tblStylePr"),
        (STYLES, '<w:shd w:val="clear" w:color="auto" w:fill="1B3A57"/>', ""),
        (STYLES, 'w:styleId="Label">', 'w:styleId="Label"><w:rPr><w:strike/></w:rPr>'),
        (DOCUMENT, '<w:tblGrid><w:gridCol w:w="3005"/>', '<w:tblGrid><w:gridCol w:w="10"/>'),
        (DOCUMENT, "<w:cantSplit/>", '<w:cantSplit/><w:trHeight w:val="1" w:hRule="exact"/>'),
        (DOCUMENT, "<w:cantSplit/>", "<w:cantSplit/><w:hidden/>"),
        (DOCUMENT, "<w:tc>", '<w:tc><w:tcPr><w:shd w:val="clear" w:fill="FF0000"/></w:tcPr>'),
        (DOCUMENT, "<w:tc>", '<w:tc><w:tcPr><w:textDirection w:val="btLr"/></w:tcPr>'),
        (DOCUMENT, 'w:orient="landscape"', 'w:orient="portrait"'),
        (DOCUMENT, '<w:pgMar w:top="850"', '<w:pgMar w:top="-9000"'),
        (DOCUMENT, "<w:titlePg/>", ""),
        (DOCUMENT, "<w:titlePg/>", '<w:pgNumType w:start="7"/><w:titlePg/>'),
        (DOCUMENT, 'w:firstRow="1"', 'w:firstRow="0"'),
        (DOCUMENT, '<w:tblCaption w:val="', '<w:tblCaption w:val="Approved: '),
        (DOCUMENT, "<w:body>", '<w:background w:color="111111"/><w:body>'),
        (DOCUMENT, "<w:tblPr>", '<w:tblPr><w:tblpPr w:tblpX="-20000" w:tblpY="1"/>'),
        (SETTINGS, "<w:zoom", "<w:evenAndOddHeaders/><w:zoom"),
        (SETTINGS, "<w:zoom", "<w:displayBackgroundShape/><w:zoom"),
        (SETTINGS, "<w:zoom", '<w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:zoom'),
        ("word/fontTable.xml", '<w:font w:name="Arial">', '<w:font w:name="Arial"><w:altName w:val="Wingdings"/>'),
    ],
)
def test_another_look_by_styles_tables_pages_and_settings_is_found(word, name, old, new):
    assert word((name, old, new)).state is State.REDRAWN


@pytest.mark.parametrize(
    "named", ['<w:color w:val="000000" w:themeColor="accent1"/>', '<w:rFonts w:asciiTheme="minorHAnsi"/>']
)
def test_another_theme_is_found_where_text_names_its_colours_and_fonts(made, named):
    def with_theme(*changes):
        parts = read_parts(made[Format.DOCX].read_bytes())
        _, old, new = run_of(named)
        parts[DOCUMENT] = parts[DOCUMENT].replace(old.encode(), new.encode())
        for pattern, other in changes:
            parts[THEME] = re.sub(pattern, other, parts[THEME])
        return write_parts(parts)

    expected = with_theme()
    assert WordComparison(with_theme((rb' name="[^"]*"', b' name="Mine"'))).differences(expected) == []
    other = with_theme(
        (rb"(?s)<a:accent1>.*?</a:accent1>", b'<a:accent1><a:srgbClr val="FFFFFF"/></a:accent1>'),
        (rb'(<a:minorFont>\s*<a:latin typeface=")[^"]*', rb"\1Wingdings"),
    )
    (difference,) = WordComparison(other).differences(expected)
    assert (difference.state, "New numbers" in difference.what) == (State.REDRAWN, True)


@pytest.mark.parametrize(
    "xml",
    [
        "<w:p><w:r><w:drawing/></w:r></w:p>",
        "<w:p><w:r><w:pict/></w:r></w:p>",
        '<w:p><w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r></w:p>',
        "<w:p/>",
        "<w:tbl><w:tblPr/><w:tblGrid/></w:tbl>",
        '<w:p><w:r><w:br w:type="page"/></w:r></w:p>',
    ],
)
def test_what_is_drawn_beside_the_text_is_found(word, xml):
    assert word(body(xml)).state in (State.REDRAWN, State.OTHER_WORDS)


@pytest.mark.parametrize(
    ("xml", "state"),
    [
        ('<w:p><w:fldSimple w:instr=" INCLUDETEXT C:/a.docx "/></w:p>', State.FETCHES),
        ('<w:p><w:fldSimple w:instr=" INCLUDEPICTURE http://example.org/a.png \\d "/></w:p>', State.FETCHES),
        ('<w:p><w:fldSimple w:instr="DDEAUTO c:/a b"/></w:p>', State.FETCHES),
        ('<w:p><w:fldSimple w:instr="HYPERLINK http://example.org"/></w:p>', State.FETCHES),
        ('<w:p><w:fldSimple w:instr="MACROBUTTON Run me"/></w:p>', State.RUNS),
        (
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> D</w:instrText></w:r>'
            '<w:r><w:instrText>DE a b</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
            State.FETCHES,
        ),
        ('<w:subDoc r:id="rId900" xmlns:r="x"/>', State.FETCHES),
        ('<w:altChunk r:id="rId900" xmlns:r="x"/>', State.CARRIES),
        ("<w:p><w:r><w:object/></w:r></w:p>", State.CARRIES),
        ('<w:p><w:hyperlink w:anchor="x"><w:r/></w:hyperlink></w:p>', State.FETCHES),
        ('<w:p><w:sdt><w:sdtPr><w:dataBinding w:xpath="/x"/></w:sdtPr><w:sdtContent/></w:sdt></w:p>', State.RUNS),
        ('<w:p><w:ins w:id="1" w:author="A"><w:r/></w:ins></w:p>', State.OTHER_WORDS),
        ('<w:p><w:del w:id="1" w:author="A"><w:r><w:delText>x</w:delText></w:r></w:del></w:p>', State.OTHER_WORDS),
    ],
)
def test_fields_links_pieces_and_changes_have_a_state_of_their_own(word, xml, state):
    assert word(body(xml)).state is state


@pytest.mark.parametrize(
    ("kind", "target", "external", "state"),
    [
        ("image", "http://example.org/a.png", True, State.FETCHES),
        ("image", "http&#58;//example.org/a.png", True, State.FETCHES),
        ("oleObject", "file://server/a", True, State.FETCHES),
        ("hyperlink", "http://example.org", True, State.FETCHES),
        ("frame", "http://example.org", True, State.FETCHES),
        ("subDocument", "b.docx", True, State.FETCHES),
        ("oleObject", "any/name.bin", False, State.CARRIES),
        ("package", "theme/theme2.xml", False, State.CARRIES),
        ("aFChunk", "text.htm", False, State.CARRIES),
        ("image", "media/a.png", False, State.CARRIES),
        ("font", "fonts/a.odttf", False, State.CARRIES),
        ("customXml", "../customXml/item9.xml", False, State.CARRIES),
        ("unheardOf", "x.bin", False, State.CARRIES),
        ("theme", "theme/picture.xml", False, State.CARRIES),
        ("styles", "styles2.xml", False, State.CARRIES),
        ("vbaProject", "any.bin", False, State.RUNS),
        ("control", "any.xml", False, State.RUNS),
    ],
)
def test_parts_are_known_by_their_relationship(word, kind, target, external, state):
    parts = {} if external else {"word/" + target.removeprefix("../"): b"MZ not xml"}
    assert word(relation(kind, target, external), parts=parts).state is state


def test_macros_are_told_and_not_run(word):
    types = (TYPES, "wordprocessingml.document.main+xml", "wordprocessingml.document.main+xml;macroEnabled")
    assert word(types).state is State.RUNS


def test_a_text_elsewhere_is_the_text_and_the_one_in_its_place_is_told(word, made):
    parts = read_parts(made[Format.DOCX].read_bytes())
    other = parts[DOCUMENT].replace(b"New numbers", b"Old numbers")
    elsewhere = {"word/shown.xml": other, "word/_rels/shown.xml.rels": parts[RELATIONS]}
    found = word(("_rels/.rels", "word/document.xml", "word/shown.xml"), parts=elsewhere)
    assert found.state is State.CHANGED
    assert State.CARRIES in {each.state for each in found.differences}


def test_styles_that_no_program_knows_as_styles_are_told(word):
    assert word((RELATIONS, f"{OFFICE}/styles", "http://example.org/styles")).state is not State.SAVED_AGAIN


def test_templates_on_a_server_are_found(word):
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    settings = "word/_rels/settings.xml.rels"
    link = relation("attachedTemplate", "http://example.org/a.dotm", external=True, part=settings)
    empty = f'<Relationships xmlns="{namespace}"></Relationships>'.encode()
    assert word(link, parts={settings: empty}).state is State.FETCHES
    assert word((SETTINGS, "<w:zoom", '<w:attachedTemplate r:id="r" xmlns:r="x"/><w:zoom')).state is State.FETCHES


@pytest.mark.parametrize(
    "change",
    [
        lambda data: b"%PDF-1.7\n" + data,
        lambda data: data + b"more",
        lambda data: data[:-2] + b"\4\0more",
        lambda data: b"MZ" + data,
    ],
)
def test_bytes_that_belong_to_no_part_are_found(made, judged, change):
    assert judged(change(made[Format.DOCX].read_bytes()), Format.DOCX).state is State.CARRIES


def test_parts_that_nothing_leads_to_are_found(word):
    assert word(parts={"word/media/a.exe": b"MZ"}).state is State.CARRIES


@pytest.mark.parametrize("entry", ["dc:title", "dc:creator", "dc:identifier"])
def test_other_properties_are_found(word, entry):
    assert word(("docProps/core.xml", f"<{entry}>", f"<{entry}>Other ")).state is State.FACTS
    assert word(("docProps/core.xml", "<dc:title>", "<dc:subject>Passed</dc:subject><dc:title>")).state is State.FACTS


def test_other_versions_are_called_other_versions(word):
    assert word(("docProps/core.xml", "<cp:version>eqia ", "<cp:version>eqia 0.0.")).state is State.OTHER_VERSION
    changed = word(
        ("docProps/core.xml", "<cp:version>eqia ", "<cp:version>eqia 0.0."),
        (DOCUMENT, ANSWER, ANSWER.replace("New", "Old")),
    )
    assert changed.state is State.CHANGED


def test_data_in_another_form_is_found(word, made):
    assert word(("customXml/item1.xml", "</source>", "<more/></source>")).state is State.CARRIES


def test_every_kind_is_told_in_one_report(word):
    found = word(run_of("<w:strike/>"), relation("image", "http://example.org/a.png", external=True))
    assert [sentence for sentence, _ in found.said()] == list(dict.fromkeys(sentence for sentence, _ in found.said()))
    assert {each.state for each in found.differences} == {State.REDRAWN, State.FETCHES}
    assert found.state is State.FETCHES
