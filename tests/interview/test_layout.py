"""How pages read on screens of several widths: nothing cut, nothing wider than the screen, every key named."""

import pytest

from eqia.interview import words
from eqia.interview.page import WAYS_OFF, Act, Option, Page, Widget
from eqia.interview.terminal import layout
from tests.interview.robot import Robot
from tests.interview.test_engine import COMPLETED, sample_data

WIDTHS = [43, 59, 60, 79, 95]


def all_pages(drive):
    robot, driver = Robot(sample_data(COMPLETED)), drive()
    while driver.id != "end":
        yield driver.page
        driver.iv.take(robot.reply(driver.page))
    yield driver.page


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_of_any_page_is_wider_than_the_screen(width, drive):
    for page in all_pages(drive):
        lines = [*layout.heading(page, "Saved 14:32", width), *layout.keys(page, width), *layout.body(page, width)]
        lines += layout.wrap(page.ask, width)
        rows = [layout.row(option, number, page.options, width - 4) for number, option in enumerate(page.options, 1)]
        for line in (*lines, *(part for row in rows for part in row.split("\n"))):
            assert len(line) <= width, (page.id, line)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_word_of_a_question_or_its_guidance_is_cut(width, drive):
    for page in all_pages(drive):
        shown = " ".join(" ".join([*layout.wrap(page.ask, width), *layout.body(page, width)]).split())
        for text in (page.ask, page.hint, *page.lines):
            assert " ".join(text.split()) in shown


def test_the_way_off_every_page_is_printed_at_every_width(drive):
    for page in all_pages(drive):
        for width in WIDTHS:
            printed = " ".join(layout.keys(page, width))
            assert "Ctrl-C: save and leave" in printed
            if Act.BACK in page.acts:
                assert "Ctrl-B: back" in printed
            if Act.TASKS in page.acts:
                assert "Ctrl-T: task list" in printed


def test_what_may_be_left_out_is_skipped_and_what_may_not_is_not_known_yet():
    required = Page("a", Widget.LINE, "?", acts=WAYS_OFF)
    optional = Page("a", Widget.LINE, "?", acts=WAYS_OFF, optional=True)
    assert "Ctrl-N: don't know yet" in " ".join(layout.keys(required, 200))
    assert "Ctrl-N: skip" in " ".join(layout.keys(optional, 200))


def test_one_key_is_named_for_not_knowing_between_yes_and_no():
    printed = " ".join(layout.keys(Page("a", Widget.YES_NO, "?", acts=WAYS_OFF), 200))
    assert "D: don't know yet" in printed
    assert "Ctrl-N" not in printed


def test_help_is_promised_only_where_it_has_the_notes():
    rows = tuple(Option(str(number), f"Row {number}", "x" * 80) for number in range(20))
    menu = Page("a", Widget.MENU, "?", hint="Choose an answer.", options=rows)
    assert layout.body(menu, 80, room=0) == ["  Choose an answer."]
    ticks = Page("a", Widget.TICKS, "?", options=rows)
    assert layout.body(ticks, 80, room=3) == [f"  {words.NOTES_IN_HELP}"]


def test_paragraphs_and_bullets_keep_their_lines():
    assert layout.wrap("One two\n- three four five\n\nsix", 12) == ["One two", "- three four", "  five", "", "six"]


def test_a_row_and_its_note_stand_side_by_side_where_there_is_room():
    options = (Option("a", "About the activity", "Complete"), Option("b", "Scope", "Not started"))
    assert layout.row(options[1], 2, options, 75) == "2. Scope               Not started"
    assert layout.row(options[1], 2, options, 40) == "2. Scope: Not started"


def test_a_long_label_on_a_narrow_screen_goes_over_two_lines():
    options = (Option("a", "Change now: Disability, Eliminate discrimination"),)
    assert layout.row(options[0], 1, options, 30) == "1. Change now: Disability,\n      Eliminate discrimination"


def test_every_kind_of_page_has_words_for_its_keys():
    for widget in Widget:
        assert layout.keys(Page("a", widget, "?", acts=tuple(Act)), 80)
    assert set(words.KEYS) | {"answer", "undo"} == {act.value for act in Act}
