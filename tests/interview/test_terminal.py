"""The terminal front end with real prompts and real keys, fed through a pipe; no screen."""

import contextlib
import faulthandler
import threading
import time

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from eqia.interview.page import WAYS_OFF, Act, Option, Page, Reply, Widget, answer
from eqia.interview.terminal.guard import LONGER, PAUSE
from eqia.interview.terminal.prompting import Terminal
from tests.clock import fair_clock

ENTER, SPACE, DOWN, UP, END = "\r", " ", "\x1b[B", "\x1b[A", "\x1b[F"
CTRL = {letter: chr(ord(letter) - 96) for letter in "bcdlnqrstoux"}
F1, F2, F3 = "\x1bOP", "\x1bOQ", "\x1bOR"
PASTE = "\x1b[200~{}\x1b[201~"
WAIT = "a pause"
OPTIONS = tuple(Option(f"o{number}", f"Option {number}") for number in range(1, 13))
ACTS = (*WAYS_OFF, Act.REUSE)


@pytest.fixture(autouse=True)
def no_endless_wait():
    """A prompt that got too few keys waits for ever: then the run ends, with a traceback."""
    faulthandler.dump_traceback_later(120, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


@contextlib.contextmanager
def keyboard():
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        yield keys


def press(page, *keys, kept=None):
    """The reply to keys that are pressed on a page; WAIT between them is as long as a page waits for typing to end."""
    with keyboard() as board:
        parts = "\0".join(key if key is not WAIT else WAIT for key in keys).split(WAIT)

        def type_on():
            for part in parts[1:]:
                time.sleep(2 * PAUSE + LONGER)  # the prompt takes a moment to start
                board.send_text(part.replace("\0", ""))

        board.send_text(parts[0].replace("\0", ""))
        threading.Thread(target=type_on, daemon=True).start()
        return Terminal().ask(page, "", (kept if kept is not None else []).append)


def page(widget, **more):
    return Page("id", widget, "The question?", acts=ACTS, **more)


@pytest.mark.parametrize("widget", list(Widget))
@pytest.mark.parametrize(
    ("key", "act"),
    [
        ("b", Act.BACK),
        ("n", Act.SKIP),
        ("t", Act.TASKS),
        ("c", Act.LEAVE),
        ("d", Act.LEAVE),
        ("q", Act.LEAVE),
        ("r", Act.REUSE),
    ],
)
def test_the_keys_off_a_page_work_at_every_kind_of_question(widget, key, act):
    assert press(page(widget, options=OPTIONS), CTRL[key]).act is act


def test_letters_typed_by_mistake_move_nothing_in_a_menu():
    assert press(page(Widget.MENU, options=OPTIONS), "3 jolly jokes.", ENTER, WAIT, ENTER) == answer("o1")


@pytest.mark.parametrize("widget", [Widget.LINE, Widget.LONG])
def test_help_that_is_taken_away_again_leaves_what_was_typed(widget):
    kept = []
    assert press(page(widget), "Sam", F1, F1, "my", CTRL["b"], kept=kept) == Reply(Act.BACK, "Sammy")


def test_help_that_is_taken_away_again_leaves_what_was_ticked():
    assert press(page(Widget.TICKS, options=OPTIONS), SPACE, F1, F1, ENTER) == answer(("o1",))


@pytest.mark.parametrize("widget", [Widget.LINE, Widget.LONG])
def test_half_typed_text_comes_with_every_way_off_and_is_kept_on_the_way(widget):
    kept = []
    assert press(page(widget), "Sam", CTRL["b"], kept=kept) == Reply(Act.BACK, "Sam")
    assert kept == ["S", "Sa", "Sam"]


@pytest.mark.parametrize("widget", list(Widget))
def test_a_key_that_a_page_does_not_have_does_nothing(widget):
    bare = Page("id", widget, "?", options=OPTIONS, acts=(Act.LEAVE,))
    assert press(bare, CTRL["b"], CTRL["n"], CTRL["t"], CTRL["r"], CTRL["c"]).act is Act.LEAVE


def test_a_line_ends_with_enter_or_with_the_key_that_officers_know_as_save():
    assert press(page(Widget.LINE), "My title", ENTER) == answer("My title")
    assert press(page(Widget.LINE), "My title", CTRL["s"]) == answer("My title")


def test_an_answer_is_changed_where_it_stands():
    assert press(page(Widget.LINE, value="Title"), " two", ENTER) == answer("Title two")
    assert press(page(Widget.LINE, value="Title", typed="Tit"), "ch", ENTER) == answer("Titch")
    assert press(page(Widget.LINE, value="Title", typed=""), ENTER) == answer("")


def test_lines_pasted_into_a_field_of_one_line_become_one():
    assert press(page(Widget.LINE), PASTE.format("one\r\ntwo\n three"), ENTER) == answer("one two three")


def test_long_text_keeps_its_lines_however_it_comes():
    assert press(page(Widget.LONG), "one", ENTER, ENTER, "- two", CTRL["s"]) == answer("one\n\n- two")
    pasted = "First paragraph, a long one. " * 20 + "\n\n" + "Second £ “quoted” 共生"
    assert press(page(Widget.LONG), PASTE.format(pasted.replace("\n", "\r\n")), CTRL["s"]) == answer(pasted)


def test_a_very_long_paste_is_one_answer():
    text = "\n".join(f"Line {number} of a report that somebody wrote elsewhere." for number in range(400))
    assert press(page(Widget.LONG), PASTE.format(text), CTRL["s"]) == answer(text)


def test_a_question_mark_is_help_in_an_empty_field_and_a_letter_in_a_text():
    assert press(page(Widget.LINE, help=("Help.",)), "?Why", "?", ENTER) == answer("Why?")


@pytest.mark.parametrize(("key", "value"), [("y", "yes"), ("Y", "yes"), ("n", "no"), ("N", "no")])
def test_yes_and_no_are_one_key(key, value):
    assert press(page(Widget.YES_NO), key) == answer(value)


def test_enter_and_other_keys_answer_no_legal_question():
    assert press(page(Widget.YES_NO), ENTER, SPACE, CTRL["s"], PASTE.format("y"), ENTER, "n") == answer("no")
    assert press(page(Widget.YES_NO), "x", ENTER, "y", WAIT, "n") == answer("no")
    assert press(page(Widget.YES_NO, value="both"), ENTER, "y") == answer("yes")
    assert press(page(Widget.YES_NO, value="yes"), ENTER) == answer("yes")
    assert press(page(Widget.YES_NO), "d") == Reply(Act.SKIP)


def test_ticks_come_in_the_order_of_the_list_and_letters_tick_nothing():
    ticks = page(Widget.TICKS, options=OPTIONS)
    assert press(ticks, DOWN, SPACE, UP, SPACE, WAIT, "aiajk and a 3 whole", ENTER, WAIT, ENTER) == answer(("o1", "o2"))
    assert press(ticks, "a whole sentence", PASTE.format("text"), ENTER, WAIT, ENTER) == answer(())


@pytest.mark.parametrize("typed", ["No problems known yet", "Yes, it does.", "don't know", "dynamic", "yn", "n 3"])
@pytest.mark.parametrize("between", [0, 0.12])
def test_a_sentence_typed_at_yes_and_no_is_no_answer(typed, between):
    kept = []
    with keyboard() as board:

        def type_on():
            for letter in [*typed, ENTER]:
                board.send_text(letter)
                time.sleep(between)
            kept.append(time.monotonic())
            board.send_text(CTRL["b"])

        threading.Thread(target=type_on, daemon=True).start()
        assert Terminal().ask(page(Widget.YES_NO), "", kept.append) == Reply(Act.BACK)


def test_a_letter_with_enter_or_alone_answers_before_anybody_notices():
    assert press(page(Widget.YES_NO), "y", ENTER) == answer("yes")
    with fair_clock() as clock:
        assert press(page(Widget.YES_NO), "n") == answer("no")
        assert clock() < 0.6


@pytest.mark.parametrize("typed", ["12 people", " the library", "1 2 and 3 ", "- none", "3 4 groups\r"])
def test_what_a_sentence_ticked_on_its_way_is_taken_back(typed):
    ticks = page(Widget.TICKS, options=OPTIONS, value=("o5",))
    assert press(ticks, typed, WAIT, ENTER) == answer(("o5",))


def test_a_box_that_stands_alone_takes_the_others_away_and_the_reverse_and_nothing_goes_by_itself():
    boxes = (Option("good", "Positive"), Option("bad", "Negative"), Option("none", "No impact", alone=True))
    assert press(page(Widget.TICKS, options=boxes), "1 2 3 ", ENTER) == answer(("none",))
    assert press(page(Widget.TICKS, options=boxes), "3 2 ", ENTER) == answer(("bad",))
    assert press(page(Widget.TICKS, options=boxes), "1 2 ", ENTER) == answer(("good", "bad"))
    both = page(Widget.TICKS, options=boxes, value=("good", "none"))
    assert press(both, ENTER) == answer(("good", "none"))
    assert press(both, "1 ", ENTER) == answer(("none",))
    assert press(both, "2 ", ENTER) == answer(("good", "bad"))


def test_ticks_stay_with_every_way_off_and_are_kept_on_the_way():
    kept = []
    assert press(page(Widget.TICKS, options=OPTIONS), SPACE, CTRL["b"], kept=kept) == Reply(Act.BACK, ("o1",))
    assert press(page(Widget.TICKS, options=OPTIONS, value=("o3",)), SPACE, ENTER) == answer(("o1", "o3"))
    assert press(page(Widget.TICKS, options=OPTIONS, value=("o3",), typed=("o2",)), ENTER) == answer(("o2",))


@pytest.mark.parametrize(("typed", "row"), [("3", "o3"), ("12", "o12"), ("1", "o1"), ("03", "o2")])
def test_figures_jump_to_the_row_with_that_number(typed, row):
    keys = [typed, ENTER] if row != "o2" else [typed, ENTER, WAIT, ENTER]
    assert press(page(Widget.MENU, options=OPTIONS, start="o2"), *keys) == answer(row)


@pytest.mark.parametrize("typed", ["99", "0", "45", "13", "120"])
def test_a_number_that_is_not_in_the_list_does_nothing(typed):
    assert press(page(Widget.MENU, options=OPTIONS, start="o2"), typed, ENTER, WAIT, ENTER) == answer("o2")
    assert press(page(Widget.TICKS, options=OPTIONS), "1 ", typed, SPACE, ENTER, WAIT, ENTER) == answer(("o1",))


def test_figures_after_another_key_begin_a_new_number():
    assert press(page(Widget.TICKS, options=OPTIONS), "1", SPACE, "2", SPACE, "11", SPACE, ENTER) == answer(
        ("o1", "o2", "o11")
    )


def test_a_menu_begins_where_it_should_and_goes_round():
    assert press(page(Widget.MENU, options=OPTIONS, start="o2"), ENTER) == answer("o2")
    assert press(page(Widget.MENU, options=OPTIONS), UP, ENTER) == answer("o12")
    assert press(page(Widget.MENU, options=OPTIONS), END, ENTER) == answer("o12")


@pytest.mark.parametrize("widget", [Widget.LINE, Widget.LONG])
def test_drawing_the_page_again_costs_no_letter(widget):
    assert press(page(widget), "Sam", CTRL["l"], " two", CTRL["s"]) == answer("Sam two")


def test_every_key_has_a_row_in_the_menu_of_keys():
    assert press(page(Widget.LINE), "Sam", F3, ENTER, " two", ENTER) == answer("Sam two")
    assert press(page(Widget.LINE, help=("Help.",)), "Sam", F3, "2", ENTER, ENTER, ENTER) == answer("Sam")
    assert press(page(Widget.LINE), "Sam", F3, "3", ENTER) == Reply(Act.BACK, "Sam")
    assert press(page(Widget.LINE), "Sam", F3, "7", ENTER) == Reply(Act.LEAVE, "Sam")
    assert press(page(Widget.YES_NO), F3, "4", ENTER) == Reply(Act.SKIP)


@pytest.mark.parametrize("key", [F2, CTRL["o"], F3 + "3" + ENTER])
def test_the_own_editor_gets_the_text_and_gives_it_back(key, tmp_path, monkeypatch):
    program = tmp_path / "editor"
    program.write_text('#!/bin/sh\nprintf " And more." >> "$1"\n')
    program.chmod(0o700)
    monkeypatch.setenv("EQIA_EDITOR", str(program))
    assert press(page(Widget.LONG), "So far.", key, CTRL["s"]) == answer("So far. And more.")


def test_an_editor_that_is_not_there_costs_no_word(monkeypatch):
    monkeypatch.setenv("EQIA_EDITOR", "no-such-editor")
    assert press(page(Widget.LONG), "So far.", F2, CTRL["s"]) == answer("So far.")


def test_up_and_down_go_by_the_rows_one_sees():
    text = "word " * 60
    assert press(page(Widget.LONG, value=text), UP, "X", CTRL["s"]).value.index("X") < 290
    assert press(page(Widget.LONG, value=text), *[UP] * 30, "X", CTRL["s"]).value.index("X") < 90
