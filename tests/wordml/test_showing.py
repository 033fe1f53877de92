"""A Word file is read as Word shows it: alternatives once, no placeholders, no wrappers, true signs."""

import pytest
from lxml import etree

from eqia.wordml.looks.resolving import Stylesheet
from eqia.wordml.names import CELL, MATH, MC, PARAGRAPH, ROW, TABLE, W14, W, w
from eqia.wordml.text.prose import text_of
from eqia.wordml.text.showing import as_shown
from eqia.wordml.text.ticks import read_tick

STYLES = """
  <w:style w:type="character" w:styleId="Up"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
  <w:style w:type="character" w:styleId="UpToo"><w:basedOn w:val="Up"/></w:style>
  <w:style w:type="character" w:styleId="Dings"><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:style>
"""


def xml(inside, more=""):
    known = f'xmlns:w="{W}" xmlns:w14="{W14}" xmlns:m="{MATH}" xmlns:mc="{MC}" xmlns:odd="urn:odd"'
    wps = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    return etree.fromstring(f"<w:body {known} {wps} {more}>{inside}</w:body>")


def shown(inside, more=""):
    return as_shown(xml(inside, more), Stylesheet(xml(STYLES), None))


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def text(*runs):
    return text_of(shown(f"<w:p>{''.join(runs)}</w:p>"))


UP, DOWN = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ((run("In 2018"), run("3", UP)), "In 2018³"),
        ((run("10"), run("-2", UP)), "10⁻²"),
        ((run("10"), run("12", UP), run(" m"), run("2", UP)), "10¹² m²"),
        ((run("CO"), run("2", DOWN)), "CO₂"),
        ((run("x"), run("n+1", UP)), "xⁿ⁺¹"),
        ((run("m"), run("2", '<w:rStyle w:val="Up"/>')), "m²"),
        ((run("m"), run("2", '<w:rStyle w:val="UpToo"/>')), "m²"),
        ((run("m"), run("2", '<w:rStyle w:val="Up"/><w:vertAlign w:val="baseline"/>')), "m2"),
        ((run("the 1"), run("st", UP), run(" of May")), "the 1st of May"),
        ((run("a"), run("?", UP)), "a?"),
        ((run("a"), run("2!", UP)), "a2!"),
    ],
)
def test_raised_and_lowered_characters_are_their_own_where_unicode_has_all(runs, expected):
    assert text(*runs) == expected


@pytest.mark.parametrize(
    ("piece", "expected"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        ('<w:r><w:sym w:font="wingdings" w:char="00FC"/></w:r>', "✓"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "≥"),
        ('<w:r><w:sym w:font="Webdings" w:char="F061"/></w:r>', "✔"),
        ('<w:r><w:sym w:font="Nobody Knows" w:char="F0FC"/></w:r>', "\uf0fc"),
        ('<w:r><w:sym w:font="Wingdings" w:char="zz"/></w:r>', ""),
        ('<w:r><w:sym w:font="Wingdings" w:char="D800"/><w:t>a</w:t></w:r>', "a"),
        (run("a\uf0b3b", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'), "α≥β"),
        (run("ü", '<w:rStyle w:val="Dings"/>'), "✓"),
        (run("a", '<w:rFonts w:ascii="Arial"/>'), "a"),
        (run("日", '<w:rFonts w:ascii="Symbol"/>'), "日"),
    ],
)
def test_characters_of_symbol_fonts_are_what_they_show(piece, expected):
    assert text(piece) == expected


def alternatives(requires, choice="new", fallback="old"):
    return (
        f'<mc:AlternateContent><mc:Choice Requires="{requires}">{run(choice)}</mc:Choice>'
        f"<mc:Fallback>{run(fallback)}</mc:Fallback></mc:AlternateContent>"
    )


@pytest.mark.parametrize(("requires", "expected"), [("wps", "new"), ("odd", "old"), ("wps odd", "old"), ("no", "old")])
def test_of_alternatives_that_is_read_which_word_shows(requires, expected):
    assert text(alternatives(requires)) == expected


def test_alternatives_in_alternatives_and_around_paragraphs_are_read_once():
    inner = f"<w:p>{alternatives('odd')}</w:p>"
    outer = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{inner}</mc:Choice><mc:Fallback><w:p/></mc:Fallback>'
        "</mc:AlternateContent>"
    )
    root = shown(outer)
    assert [node.tag for node in root] == [PARAGRAPH]
    assert text_of(root) == "old"


def test_what_word_is_told_to_ignore_is_not_read():
    root = shown(f"<w:p>{run('a')}<odd:x>{run('b')}</odd:x>{run('c')}</w:p>", 'mc:Ignorable="odd"')
    assert text_of(root) == "ac"


@pytest.mark.parametrize("kind", ["<w:text/>", "<w:dropDownList/>", "<w:date/>", ""])
@pytest.mark.parametrize("where", ["<w:p>{}</w:p>", "<w:tbl><w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>"])
def test_a_control_that_shows_its_placeholder_says_nothing(kind, where):
    control = "<w:sdt><w:sdtPr><w:showingPlcHdr{}/>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    words = run("Anything at all, even an answer.")
    assert text_of(shown(where.format(control.format("", kind, words)))) == ""
    assert text_of(shown(where.format(control.format(' w:val="0"', kind, words)))) != ""
    around = control.format("", kind, where.format(words))
    assert text_of(shown(around)) == ""


CELLS = f"<w:tc><w:p>{run('one')}</w:p></w:tc>"
WRAPPED = {
    "a control": "<w:sdt><w:sdtPr><w:id w:val='5'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "two controls": "<w:sdt><w:sdtContent><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>",
    "a custom tag": "<w:customXml w:element='x'><w:customXmlPr/>{}</w:customXml>",
    "a smart tag": "<w:smartTag w:element='x'><w:smartTagPr/>{}</w:smartTag>",
}


@pytest.mark.parametrize("wrapper", WRAPPED)
def test_what_is_put_around_cells_rows_tables_and_paragraphs_is_taken_off(wrapper):
    around = WRAPPED[wrapper].format
    table = around(f"<w:tbl>{around(f'<w:tr>{around(CELLS)}{CELLS}</w:tr>')}</w:tbl>")
    root = shown(table + around(f"<w:p>{run('end')}</w:p>"))
    assert [node.tag for node in root] == [TABLE, PARAGRAPH]
    assert [node.tag for node in root[0]] == [ROW]
    assert [node.tag for node in root[0][0]] == [CELL, CELL]
    assert text_of(root) == "oneoneend"


@pytest.mark.parametrize("state", ["0", "1"])
def test_a_tick_box_around_a_cell_keeps_its_state(state):
    box = f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox></w:sdtPr><w:sdtContent>'
    cell = f"<w:tc><w:p>{run('☒' if state == '1' else '☐')}</w:p></w:tc>"
    root = shown(f"<w:tbl><w:tr>{box}{cell}</w:sdtContent></w:sdt></w:tr></w:tbl>")
    assert read_tick(root.find(f".//{CELL}")) is (state == "1")


@pytest.mark.parametrize("wrapper", ["bdo", "dir", "smartTag", "hyperlink", "ins", "moveTo", "fldSimple"])
def test_words_in_wrappers_within_a_paragraph_are_read(wrapper):
    assert text(f"<w:{wrapper}>{run('in')}</w:{wrapper}>", run(" out")) == "in out"


def test_the_code_of_a_field_is_no_text_and_its_result_is():
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = "<w:r><w:instrText>REF x</w:instrText></w:r>"
    pieces = (field.format("begin"), code, field.format("separate"), run("seven"), field.format("end"))
    assert text(*pieces) == "seven"


def test_special_signs_are_kept():
    signs = ["<w:ptab/>", "<w:noBreakHyphen/>", "<w:softHyphen/>", "<w:cr/>", "<w:br/>"]
    assert text(*(f"<w:r>{sign}</w:r>" for sign in signs)) == "\t\u2011\u00ad\n\n"


def test_thousands_of_controls_take_no_longer_than_their_number():
    root = shown("<w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>" * 2000)
    assert [node.tag for node in root] == [w("p")] * 2000
