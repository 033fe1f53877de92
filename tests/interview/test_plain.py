"""The line-by-line front end: what it prints, and what each line that is typed does."""

import io
import re

import pytest

from eqia.interview.page import WAYS_OFF, Act, Option, Page, Reply, Widget, answer
from eqia.interview.terminal.plain import Plain
from eqia.interview.welcome import welcome_page

OPTIONS = (Option("age", "Age"), Option("race", "Race", "a note"), Option("sex", "Sex"))
ACTS = (*WAYS_OFF, Act.REUSE)


def ask(page, typed):
    """The reply to lines that are typed, what was printed, and what was kept on the way."""
    out, kept = io.StringIO(), []
    reply = Plain(io.StringIO(typed), out).ask(page, "Saved 14:32", kept.append)
    return reply, out.getvalue(), kept


def page(widget, **more):
    return Page("id", widget, "The question?", where="Section 1 of 12", acts=ACTS, **more)


def test_a_page_says_where_it_is_what_is_asked_and_how_to_answer():
    _, out, _ = ask(page(Widget.TICKS, hint="The hint.", notes=("News.",), options=OPTIONS, optional=True), "1\n")
    for text in ("Section 1 of 12. Saved 14:32", "/back", "* News.", "The question?", "The hint.", "2. Race (a note)"):
        assert text in out


@pytest.mark.parametrize(
    ("typed", "act"),
    [("/back", Act.BACK), ("/SKIP ", Act.SKIP), ("/list", Act.TASKS), ("/leave", Act.LEAVE), ("/start", Act.REUSE)],
)
@pytest.mark.parametrize("widget", list(Widget))
def test_the_ways_off_work_at_every_kind_of_page(widget, typed, act):
    reply, _, _ = ask(page(widget, options=OPTIONS), f"{typed}\n")
    assert reply.act is act


@pytest.mark.parametrize("widget", list(Widget))
def test_the_end_of_the_input_leaves(widget):
    assert ask(page(widget, options=OPTIONS), "")[0].act is Act.LEAVE


@pytest.mark.parametrize("widget", list(Widget))
def test_help_is_printed_and_the_question_stays(widget):
    reply, out, _ = ask(page(widget, options=OPTIONS, help=("The help.",)), "?\n/help\n/skip\n")
    assert out.count("The help.") == 2
    assert reply.act is Act.SKIP


def test_the_first_page_names_no_key_that_does_nothing_here():
    _, out, _ = ask(welcome_page(None), "1\n")
    assert "? explains a question" in out
    assert not re.search(r"\bF\d\b|Ctrl", out)


def test_a_way_that_a_page_does_not_have_is_said_to_do_nothing():
    reply, out, _ = ask(Page("id", Widget.MENU, "?", options=OPTIONS, acts=(Act.LEAVE,)), "/back\n2\n")
    assert "/back does nothing here." in out
    assert reply == answer("race")


@pytest.mark.parametrize(("typed", "value"), [("y", "yes"), ("Yes", "yes"), (" n ", "no"), ("NO", "no")])
def test_yes_and_no(typed, value):
    assert ask(page(Widget.YES_NO), f"{typed}\n")[0] == answer(value)


def test_enter_alone_is_neither_yes_nor_no_unless_it_keeps_an_answer():
    reply, out, _ = ask(page(Widget.YES_NO), "\nmaybe\ny\n")
    assert out.count("Please type y or n") == 2
    assert reply == answer("yes")
    assert ask(page(Widget.YES_NO, value="no"), "\n")[0] == answer("no")
    assert ask(page(Widget.YES_NO, value="both"), "\nd\n")[0] == Reply(Act.SKIP)


@pytest.mark.parametrize(
    ("typed", "value"), [("1 3", ("age", "sex")), ("3,1", ("age", "sex")), ("none", ()), ("", ()), ("4\n2", ("race",))]
)
def test_tick_lists_take_numbers(typed, value):
    assert ask(page(Widget.TICKS, options=OPTIONS), f"{typed}\n")[0] == answer(value)


def test_enter_keeps_what_is_ticked():
    assert ask(page(Widget.TICKS, options=OPTIONS, value=("sex",)), "\n")[0] == answer(("sex",))


def test_menus_take_a_number_and_enter_takes_the_one_that_is_named():
    assert ask(page(Widget.MENU, options=OPTIONS, start="race"), "\n")[0] == answer("race")
    reply, out, _ = ask(page(Widget.MENU, options=OPTIONS), "\nx\n9\n3\n")
    assert (reply, out.count("from 1 to 3")) == (answer("sex"), 3)


@pytest.mark.parametrize(
    ("widget", "said"), [(Widget.MENU, "Please type 1."), (Widget.TICKS, "Please type 1, or none.")]
)
def test_a_list_of_one_row_says_so(widget, said):
    reply, out, _ = ask(page(widget, options=OPTIONS[:1]), "3\n1\n")
    assert said in out
    assert reply.act is Act.ANSWER


def test_a_line_is_kept_as_typed_and_enter_keeps_what_is_there():
    assert ask(page(Widget.LINE), "  Two  words \n")[0] == answer("  Two  words ")
    assert ask(page(Widget.LINE, value="Before"), "\n")[0] == answer("Before")
    assert ask(page(Widget.LINE, value="Before"), "/clear\n")[0] == answer("")


def test_long_text_ends_with_a_full_stop_alone_and_is_kept_line_by_line():
    reply, _, kept = ask(page(Widget.LONG), "One.\n\n- two\n.\n")
    assert reply == answer("One.\n\n- two")
    assert kept == ["One.", "One.\n", "One.\n\n- two"]


def test_long_text_without_its_end_is_left_half_typed():
    assert ask(page(Widget.LONG), "One.\ntwo")[0] == Reply(Act.LEAVE, "One.\ntwo")
    assert ask(page(Widget.LONG), "One.\n/back\n")[0] == Reply(Act.BACK, "One.")


def test_half_typed_text_is_shown_and_kept_by_enter():
    reply, out, _ = ask(page(Widget.LONG, typed="Half a sen"), "\n")
    assert "You had begun to write:\nHalf a sen" in out
    assert reply == answer("Half a sen")


def test_what_the_screen_cannot_show_is_replaced_on_the_screen_only():
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    Plain(io.StringIO(), out).say("caf\u00e9 \x1b[2J")
    out.flush()
    assert out.buffer.getvalue() == b"caf? \\x1b[2J\n"


def test_a_box_that_stands_alone_is_not_taken_beside_others_unless_the_file_says_so():
    boxes = (
        Option("good", "Positive impact"),
        Option("bad", "Negative impact"),
        Option("none", "No impact", alone=True),
    )
    page = Page("id", Widget.TICKS, "?", options=boxes)
    reply, said, _ = ask(page, "1 3\n3\n")
    assert reply == answer(("none",))
    assert "No impact cannot stand beside another box." in said
    both = Page("id", Widget.TICKS, "?", options=boxes, value=("good", "none"))
    assert ask(both, "\n")[0] == answer(("good", "none"))
    assert ask(both, "1 2\n")[0] == answer(("good", "bad"))


@pytest.mark.parametrize("typed", ["No problems known yet", "7", "12", "0", "1 7", "n y", "ones", "1.5"])
@pytest.mark.parametrize(("widget", "key"), [(Widget.YES_NO, "y"), (Widget.TICKS, "2"), (Widget.MENU, "2")])
def test_a_sentence_or_a_number_that_is_not_there_is_no_choice(widget, key, typed):
    options = tuple(Option(f"o{number}", f"Option {number}") for number in range(1, 6))
    reply, said, _ = ask(Page("id", widget, "?", options=options, start="o1"), f"{typed}\n{key}\n")
    assert reply == answer({"y": "yes"}.get(key) or ("o2" if widget is Widget.MENU else ("o2",)))
    assert "Please type" in said
