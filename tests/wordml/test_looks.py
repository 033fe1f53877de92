"""The look of text after all styles: of its table with rows, columns and bands, of its paragraph, of itself."""

import pytest
from lxml import etree

from eqia.wordml.looks.properties import ON
from eqia.wordml.looks.resolving import Stylesheet
from eqia.wordml.looks.theme import Theme
from eqia.wordml.names import CELL, PARAGRAPH, W, w

CONDITION = '<w:tblStylePr w:type="{}"><w:rPr><w:vanish/></w:rPr></w:tblStylePr>'
TABLE = '<w:style w:type="table" w:styleId="T"><w:name w:val="T"/>{}</w:style>'
LOOK = "<w:tbl><w:tblPr><w:tblStyle w:val='T'/><w:tblLook {}/></w:tblPr>{}</w:tbl>"
CELLS = "<w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
NINE = f"<w:tr>{CELLS * 3}</w:tr>" * 3


def xml(text):
    return etree.fromstring(f'<x xmlns:w="{W}">{text}</x>')


def looks(style, table, styles=""):
    """The looks of the text in each cell of a table."""
    sheet = Stylesheet(xml(style + styles), None)
    paragraphs = [cell.find(PARAGRAPH) for cell in xml(table).iter(CELL)]
    return [sheet.run(paragraph.find(w("r")), paragraph) for paragraph in paragraphs]


@pytest.mark.parametrize(
    ("part", "asked", "where"),
    [
        ("firstRow", 'w:val="0020"', "xxx......"),
        ("firstRow", 'w:val="0000"', "........."),
        ("lastRow", 'w:lastRow="1" w:firstRow="0"', "......xxx"),
        ("firstCol", 'w:firstColumn="1"', "x..x..x.."),
        ("firstCol", 'w:firstColumn="0" w:val="FFFF"', "........."),
        ("lastCol", 'w:val="0100"', "..x..x..x"),
        ("band1Horz", 'w:val="0400"', "xxx...xxx"),
        ("band2Horz", 'w:val="0420"', "......xxx"),
        ("band1Vert", 'w:noHBand="1" w:noVBand="0"', "x.xx.xx.x"),
        ("band2Vert", 'w:noHBand="1" w:firstColumn="1"', "..x..x..x"),
        ("nwCell", 'w:val="00A0"', "x........"),
        ("seCell", 'w:val="0140"', "........x"),
        ("band1Horz", 'w:val="0600"', "........."),
    ],
)
def test_a_table_style_counts_in_the_parts_that_the_table_asks_for(part, asked, where):
    found = looks(TABLE.format(CONDITION.format(part)), LOOK.format(asked, NINE))
    assert "".join("x" if look.get("vanish") == ON else "." for look in found) == where


def test_rows_and_cells_in_controls_count_as_others_do():
    inside = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    rows = f"<w:tr>{inside.format(CELLS)}{CELLS}</w:tr>" + inside.format(f"<w:tr>{CELLS * 2}</w:tr>")
    found = looks(TABLE.format(CONDITION.format("lastRow")), LOOK.format('w:lastRow="1"', rows))
    assert [look.get("vanish") for look in found] == [None, None, ON, ON]


def test_bands_are_as_wide_as_their_style_says():
    style = TABLE.format(f'<w:tblPr><w:tblStyleRowBandSize w:val="2"/></w:tblPr>{CONDITION.format("band1Horz")}')
    found = looks(style, LOOK.format('w:val="0400"', NINE))
    assert [look.get("vanish") for look in found] == [ON] * 6 + [None] * 3


def test_the_style_of_a_paragraph_wins_over_that_of_its_table_and_a_colour_is_taken_whole():
    green = '<w:name w:val="P"/><w:rPr><w:color w:val="00FF00"/></w:rPr>'
    styles = f'<w:style w:type="paragraph" w:styleId="P">{green}</w:style>'
    table = TABLE.format('<w:rPr><w:color w:val="FF0000" w:themeColor="accent1"/><w:b/></w:rPr>')
    own = '<w:tc><w:p><w:pPr><w:pStyle w:val="P"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p></w:tc>'
    plain, styled = looks(table, LOOK.format("", f"<w:tr>{CELLS}{own}</w:tr>"), styles)
    assert (plain["color"], styled["color"], styled["b"]) == ("4472C4", "00FF00", ON)


@pytest.mark.parametrize(
    ("named", "colour"),
    [
        ('w:themeColor="text1"', "000000"),
        ('w:themeColor="background1"', "FFFFFF"),
        ('w:themeColor="background1" w:themeShade="BF"', "BFBFBF"),
        ('w:themeColor="text1" w:themeTint="80"', "7F7F7F"),
        ('w:themeColor="accent1" w:themeTint="99"', "8EAADB"),
        ('w:themeColor="accent1" w:themeShade="BF"', "2F5496"),
        ('w:themeColor="accent2"', "ED7D31"),
        ('w:themeColor="none"', "123456"),
        ('w:themeColor="unheard"', "123456"),
    ],
)
def test_names_of_the_theme_are_read_as_word_shows_them(named, colour):
    sheet = Stylesheet(None, None, Theme())
    look = sheet.flat(xml(f'<w:rPr><w:color w:val="123456" {named}/></w:rPr>')[0])
    read, right = (bytes.fromhex(each) for each in (look["color"], colour))
    assert all(abs(a - b) <= 1 for a, b in zip(read, right, strict=True))
