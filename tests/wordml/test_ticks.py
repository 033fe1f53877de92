"""Tick boxes: the state of a control, of an old form field, or the mark that shows."""

import pytest

from eqia.wordml.form.building import add_tick_box
from eqia.wordml.form.printing import box_of
from eqia.wordml.names import PARAGRAPH
from eqia.wordml.text.marks import read_mark
from eqia.wordml.text.ticks import BESIDE_UNREADABLE, ID, LABEL, LONGEST_TITLE, mark_differs, read_tick

STATES = [True, False, "unreadable"]


def mark(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def control(checked, glyph="☐"):
    return (
        f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{checked}"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent><w:r><w:t>{glyph}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def box(cell, styles, tag="impacts.age.positive", title="Age: Positive impact"):
    holder = cell("<w:p/>")
    add_tick_box(holder.find(PARAGRAPH), tag, title)
    return box_of(holder.find(PARAGRAPH)[0], title, styles)


@pytest.mark.parametrize("state", STATES)
def test_a_box_comes_back_in_its_state(styles, cell, state):
    assert read_tick(cell(f"<w:p>{box(cell, styles).states[state]}</w:p>")) == state


def test_a_box_that_could_not_be_read_says_so_beside_it(styles, cell):
    printed = cell(f"<w:p>{box(cell, styles).states['unreadable']}</w:p>")
    assert "".join(printed.itertext()) == f"☐{BESIDE_UNREADABLE}"


def test_the_words_of_earlier_documents_beside_a_box_are_known(styles, cell):
    printed = box(cell, styles).states["unreadable"].replace("Could not", "could not")
    assert read_tick(cell(f"<w:p>{printed}</w:p>")) == "unreadable"


def test_a_box_in_a_row_takes_the_rows_id_and_label(styles, cell):
    shape = box(cell, styles, f"impacts.{ID}.positive", f"{LABEL}: Positive impact")
    printed = cell(f"<w:p>{shape.in_row(True, 'race', 'Race & <faith>')}</w:p>")
    values = [value for node in printed.iter() for value in node.attrib.values()]
    assert "impacts.race.positive" in values
    assert "Race & <faith>: Positive impact" in values


def test_a_long_label_leaves_the_end_of_the_title(styles, cell):
    shape = box(cell, styles, f"impacts.{ID}.positive", f"{LABEL}: Positive impact")
    printed = cell(f"<w:p>{shape.in_row(True, 'x', 'long ' * 30)}</w:p>")
    titles = [value for node in printed.iter() for value in node.attrib.values() if "Positive" in value]
    assert titles[0].endswith(": Positive impact")
    assert len(titles[0]) == LONGEST_TITLE


@pytest.mark.parametrize(
    ("shown", "state"),
    [
        (mark("☒"), True),
        (mark(" ✓ "), True),
        (mark("x"), True),
        (mark("X"), True),
        (mark("☐"), False),
        (mark(""), "unreadable"),
        (mark("?"), "unreadable"),
        (mark("ü"), "unreadable"),
        (mark("Yes"), "unreadable"),
    ],
)
def test_without_a_control_the_mark_counts_and_an_unknown_one_is_unreadable(cell, shown, state):
    assert read_tick(cell(shown)) == state


def test_the_state_of_a_control_counts_more_than_its_mark(cell):
    assert read_tick(cell(f"<w:p>{control(1, '☐')}</w:p>")) is True
    assert read_tick(cell(f"<w:p>{control('false', '☒')}</w:p>")) is False


def test_of_a_control_in_a_control_the_inner_one_counts(cell):
    outer = control(0).replace("<w:r><w:t>☐</w:t></w:r>", control(1))
    assert read_tick(cell(f"<w:p>{outer}</w:p>")) is True


def test_a_ticked_control_stays_ticked_whatever_is_typed_beside_it(cell):
    assert read_tick(cell(f"<w:p>{control(1)}<w:r><w:t> {BESIDE_UNREADABLE}</w:t></w:r></w:p>")) is True


@pytest.mark.parametrize(
    ("inside", "state"),
    [
        ('<w:default w:val="0"/><w:checked/>', True),
        ('<w:default w:val="1"/><w:checked w:val="0"/>', False),
        ('<w:default w:val="1"/>', True),
        ("", False),
    ],
)
def test_old_form_fields_are_read(cell, inside, state):
    field = f"<w:fldChar><w:ffData><w:checkBox>{inside}</w:checkBox></w:ffData></w:fldChar>"
    assert read_tick(cell(f"<w:p><w:r>{field}</w:r></w:p>")) is state


def box_with(cell, glyph, state, named=""):
    return cell(
        f'<w:p><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{state}"/>{named}</w14:checkbox></w:sdtPr>'
        f"<w:sdtContent><w:r><w:t>{glyph}</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )


TICKED_GLYPHS = "☑☒✓✔✗✘✅❎🗹🗷⊠⌧xX×"
EMPTY_GLYPHS = "☐□◻▢⬜"


@pytest.mark.parametrize("glyph", TICKED_GLYPHS + EMPTY_GLYPHS)
def test_one_list_of_glyphs_holds_for_both_readers_with_a_control_and_without(cell, glyph):
    is_ticked = glyph in TICKED_GLYPHS
    plain = cell(f"<w:p><w:r><w:t>{glyph}</w:t></w:r></w:p>")
    assert read_tick(plain) is read_mark(plain) is is_ticked
    agreeing, other = (box_with(cell, glyph, state) for state in ("01" if is_ticked else "10")[::-1])
    assert read_tick(agreeing) is read_mark(agreeing) is is_ticked
    assert not mark_differs(agreeing)
    assert mark_differs(other)
    assert read_mark(other) == "unreadable"


@pytest.mark.parametrize("glyph", "■▪◼⊡?A1")
def test_a_glyph_that_can_mean_both_is_never_guessed(cell, glyph):
    plain = cell(f"<w:p><w:r><w:t>{glyph}</w:t></w:r></w:p>")
    assert read_tick(plain) == read_mark(plain) == "unreadable"
    assert mark_differs(box_with(cell, glyph, "1"))


def test_a_glyph_that_the_box_names_as_its_own_agrees_unless_it_is_known_to_say_the_reverse(cell):
    assert not mark_differs(box_with(cell, "■", "1", '<w14:checkedState w14:val="25A0"/>'))
    assert mark_differs(box_with(cell, "☐", "1", '<w14:checkedState w14:val="2610"/>'))


def test_two_boxes_in_one_cell_that_say_two_things_say_nothing(cell):
    both = cell(f"<w:p>{control('1', '☒')}{control('0', '☐')}</w:p>")
    assert read_tick(both) == "unreadable"
