"""Text to paragraphs and back, and what editors put into paragraphs."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from eqia.structure.forms import plain
from eqia.wordml.form.building import numbering
from eqia.wordml.form.listing import number_lists
from eqia.wordml.form.printing import shape_of, write_prose
from eqia.wordml.names import PARAGRAPH, ROW, TABLE, w
from eqia.wordml.text.cells import Prose
from eqia.wordml.text.numbering import read_lists
from eqia.wordml.text.prose import Revision, read_prose, text_of
from eqia.wordml.text.styles import read_styles

STORABLE = st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff") | st.sampled_from("\n\n\n\t - ")
TEXTS = st.text(STORABLE.filter(lambda character: character in "\n\t" or ord(character) >= 32), max_size=60)
LISTS = st.lists(
    st.sampled_from(
        ["1. a", "2. b", "  a) c", "  b) d", "- e", "  * f", "", "Text", "A\tB\t1", "a\tb\t<2>", "| a | b |"]
    ),
    max_size=10,
).map("\n".join)
BULLETS = st.lists(st.sampled_from(["", "- a", "- ", "-", "b", " - c", "\t", "  "]), max_size=8).map("\n".join)


def by_both(answer, styles, blanks=frozenset({"Not answered"}), revision=Revision.FINAL):
    """A cell as the quick reader reads it, and as the careful one does."""
    quick = Prose.of(answer.getroottree().getroot(), styles, revision, blanks).read([answer])
    labels = styles.labels(answer.getroottree().getroot())
    return quick, read_prose([answer], styles, revision, blanks, labels)


def printed(text, styles, cell):
    return numbered(text, styles, cell)[0]


def numbered(text, styles, cell):
    """A text as the cell of a document, and the styles of the document with its lists."""
    template = cell("<w:p><w:r><w:t>x</w:t></w:r></w:p>").find(PARAGRAPH)
    document, lists = number_lists(write_prose(text, shape_of(template, styles)).encode(), numbering())
    return cell(document.decode()), replace(styles, lists=read_lists(lists))


@given(TEXTS | BULLETS | LISTS)
def test_any_text_comes_back_as_it_was(styles, cell, text):
    assert by_both(*numbered(text, styles, cell)) == (plain(text), plain(text))


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        ("1. a\n2. b\n  (a) c\n  (b) d\n3. e\n\n1. f\n2. g", "1.2.(a)(b)3.1.2."),
        ("i) a\nii) b\n- c\n  - d", "i)ii)"),
    ],
)
def test_a_numbered_list_is_one_of_words(styles, cell, text, shapes):
    answer, known = numbered(text, styles, cell)
    assert "".join(known.labels(answer).values()) == shapes


def test_each_list_is_a_list_of_its_own(styles, cell):
    answer, _ = numbered("1. a\n2. b\n  1. c\n  2. d\n3. e\n\nText\n\n1. f\n2. g", styles, cell)
    lists = [node.get(w("val")) for node in answer.iter(w("numId"))]
    first, inner, other = lists[0], lists[2], lists[5]
    assert lists == [first, first, inner, inner, first, other, other]
    assert len({first, inner, other}) == 3


def test_a_table_has_cells_and_a_head_and_a_space_below(styles, cell):
    answer = printed("Before\n\nWard\tVisits\nCastle\t10\nKingsbrook\t\n\nA\tB\tC\na\tb\tc", styles, cell)
    assert [node.tag for node in answer] == [PARAGRAPH, TABLE, PARAGRAPH, TABLE, PARAGRAPH]
    rows = [[text_of(each) for each in row.iter(PARAGRAPH)] for row in answer.find(TABLE).iter(ROW)]
    assert rows == [["Ward", "Visits"], ["Castle", "10"], ["Kingsbrook", ""]]
    assert [row.find(f"{w('trPr')}/{w('tblHeader')}") is not None for row in answer.find(TABLE).iter(ROW)] == [1, 0, 0]


def test_a_line_is_a_paragraph_a_dash_a_bullet_a_blank_line_a_space_above(styles, cell):
    answer = printed("One\n\n- Two\n- Three\nFour", styles, cell)
    assert [styles.name_of(paragraph) for paragraph in answer.iter(PARAGRAPH)] == [
        "",
        "answer bullet after space",
        "answer bullet",
        "",
    ]


@pytest.mark.parametrize(
    ("run", "text"),
    [
        ("<w:t>a</w:t><w:br/><w:t>b</w:t>", "a\nb"),
        ("<w:t>a</w:t><w:cr/><w:t>b</w:t>", "a\nb"),
        ("<w:t>a</w:t><w:tab/><w:t>b</w:t>", "a\tb"),
        ("<w:t>a</w:t><w:softHyphen/><w:t>b</w:t>", "a\u00adb"),
        ("<w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t>", "a\u2011b"),
        ('<w:sym w:font="Wingdings" w:char="F0FC"/>', "\uf0fc"),
        ('<w:sym w:font="Wingdings"/><w:t>a</w:t>', "a"),
        ("<w:t>a</w:t><w:instrText>PAGE</w:instrText>", "a"),
        ("<w:rPr><w:b/></w:rPr><w:t>a</w:t>", "a"),
    ],
)
def test_what_editors_write_for_characters_is_read_as_characters(styles, cell, run, text):
    answer = cell(f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r>{run}</w:r></w:p>")
    assert by_both(answer, styles)[0] == text


@pytest.mark.parametrize(
    ("properties", "line"),
    [
        ('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>', "- a"),
        ('<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>', "    - a"),
        ('<w:numPr><w:numId w:val="7"/></w:numPr>', "- a"),
        ('<w:pStyle w:val="AnswerBullet"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>', "a"),
        ('<w:pStyle w:val="ListParagraph"/>', "- a"),
        ('<w:pStyle w:val="Heading1"/>', "a"),
        ('<w:pStyle w:val="AnswerAfterSpace"/>', "\na"),
        ('<w:pStyle w:val="NotThere"/>', "a"),
        ('<w:pStyle w:val="NotAnswered"/>', "a"),
    ],
)
def test_lists_and_spaces_made_in_an_editor_are_read_as_lines(styles, cell, properties, line):
    answer = cell(f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>a</w:t></w:r></w:p>")
    assert by_both(answer, styles)[0] == line


def test_list_styles_are_known_by_what_they_inherit(styles):
    sheet = read_styles(
        b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b'<w:style w:styleId="A"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
        b'<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        b'<w:style w:styleId="C"><w:basedOn w:val="C"/></w:style></w:styles>'
    )
    assert sheet.levels == {"A": 1, "B": 1}


def test_words_for_no_answer_count_only_in_their_own_style(styles, cell):
    missing = '<w:p><w:pPr><w:pStyle w:val="NotAnswered"/></w:pPr><w:r><w:t>Not answered</w:t></w:r></w:p>'
    typed = "<w:p><w:r><w:t>Not answered</w:t></w:r></w:p>"
    assert by_both(cell(missing), styles) == ("", "")
    assert by_both(cell(typed), styles) == ("Not answered", "Not answered")


TRACKED = (
    "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>one </w:t></w:r>"
    "<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>"
    "<w:p><w:r><w:t> two</w:t></w:r></w:p>"
)


@pytest.mark.parametrize(("revision", "text"), [(Revision.FINAL, "one new two"), (Revision.ORIGINAL, "one old\n two")])
def test_tracked_changes_are_read_as_they_end_and_as_they_began(styles, cell, revision, text):
    assert by_both(cell(TRACKED), styles, revision=revision)[0] == text


def test_an_inserted_paragraph_mark_was_not_there_before(styles, cell):
    answer = cell(
        "<w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr><w:r><w:t>one</w:t></w:r></w:p><w:p><w:r><w:t>two</w:t></w:r></w:p>"
    )
    assert by_both(answer, styles, revision=Revision.ORIGINAL)[0] == "onetwo"
    assert by_both(answer, styles)[0] == "one\ntwo"


def test_a_text_in_an_answer_looks_the_same_to_every_xml_parser(styles, cell):
    text = 'R&D <b> "x" ]]> &amp; {{ 7*7 }} {% if %}'
    xml = etree.tostring(printed(text, styles, cell))
    assert "".join(etree.fromstring(xml).itertext()) == text
