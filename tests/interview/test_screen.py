"""What a person sees: the program in tmux, its screens read, at the usual size and on a narrow one."""

import json
import re
import subprocess
import sys
import time

import pytest

from eqia.interview.keeping.files import text_of
from eqia.interview.page import Widget
from tests.conftest import need
from tests.interview.conftest import Driver
from tests.interview.program import environment, keys_for
from tests.interview.robot import Robot
from tests.interview.test_program import short_sample


class Screen:
    """A terminal of some size with one run of eqia in it."""

    def __init__(self, home, width, height, *words, **more):
        self.tmux = [need("tmux"), "-L", f"eqia-{time.monotonic_ns()}", "-f", "/dev/null"]
        command = [sys.executable, "-m", "eqia", *map(str, words)]
        own = [
            f"{name}={value}" for name, value in environment(home, **more).items() if name != "PROMPT_TOOLKIT_NO_CPR"
        ]
        size = ["-x", str(width), "-y", str(height)]
        self.run("new-session", "-d", "-s", "a", "-c", str(home), *size, "env", "-i", *own, "TERM=screen", *command)
        self.run("set-option", "-g", "remain-on-exit", "on")

    def run(self, *words):
        return subprocess.run([*self.tmux, *words], capture_output=True, text=True, check=False).stdout

    def press(self, *keys):
        self.run("send-keys", "-t", "a", *keys)

    def type(self, text):
        self.run("send-keys", "-t", "a", "-l", "--", text)

    def paste(self, text):
        subprocess.run([*self.tmux, "load-buffer", "-"], input=text, text=True, check=True)
        self.run("paste-buffer", "-p", "-t", "a")

    @property
    def text(self):
        return self.run("capture-pane", "-p", "-t", "a")

    def wait(self, *texts, seconds=15):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            shown = self.text
            if all(text in " ".join(shown.split()) for text in texts):
                return shown
            time.sleep(0.03)
        pytest.fail(f"{texts} never came up on:\n{self.text}")

    def wait_until_gone(self, text, seconds=15):
        until = time.monotonic() + seconds
        while text in self.text or "> " not in self.text:
            assert time.monotonic() < until, f"{text} is still there on:\n{self.text}"
            time.sleep(0.03)

    def close(self):
        self.run("kill-server")


@pytest.fixture
def screen(tmp_path):
    running = []

    def start(width, height, *words, **more):
        running.append(Screen(tmp_path, width, height, *words, **more))
        return running[-1]

    yield start
    for each in running:
        each.close()


def begin(screen, tmp_path, width, height, **data):
    path = tmp_path / "a.eqia.json"
    path.write_text(json.dumps(data))
    shown = screen(width, height, "resume", path)
    shown.wait("Carry on")
    shown.press("Enter")
    return shown


@pytest.mark.parametrize(("width", "height"), [(80, 24), (44, 20)])
def test_every_page_of_the_form_shows_its_question_and_the_way_off(screen, tmp_path, width, height, form, services):
    driver, robot = Driver(form, services), Robot(short_sample())
    path = tmp_path / "a.eqia.json"
    path.write_text(text_of(driver.draft, form, saved="", where=""))
    shown = screen(width, height, "resume", path, "--today", "2026-03-02")
    shown.wait("Carry on")
    shown.press("Enter")
    while driver.id != "end":
        page = driver.page
        shown.wait(" ".join(page.ask.split())[-24:], "Ctrl-C: save and leave", "F3: menu", *_place(page, width))
        answer_on(shown, page, robot.reply(page))
        driver.iv.take(robot.reply(page))
    shown.wait("Where your assessment stands")


def _place(page, width):
    """Where the page is; on a screen of twenty rows that line may have moved up."""
    return [page.where[:20]] if width > 60 else []


def answer_on(shown, page, reply):
    keys = keys_for(page, reply)
    if page.widget is Widget.LONG and "\x1b[200~" in keys:
        shown.paste(str(reply.value))
        shown.press("C-s")
    else:
        shown.type(keys)


def open_page(screen, tmp_path, width, height, *place, **data):
    """The program at one page."""
    return begin(screen, tmp_path, width, height, interview={"where": [["tasks"], list(place)]}, **data)


def test_long_text_is_broken_between_words(screen, tmp_path):
    shown = open_page(screen, tmp_path, 60, 24, "step", "description", "activity.description", "go")
    shown.wait("What is the activity")
    text = "the quick brown fox jumps over the lazy dog and improving outcomes for children everywhere"
    shown.type(text)
    lines = [line.strip().removeprefix(">").strip() for line in shown.wait("everywhere").split("\n")]
    at = next(number for number, line in enumerate(lines) if line.startswith("the quick"))
    assert " ".join(lines[at : at + 2]) == text


def test_long_text_scrolls_and_the_keys_stay_on_the_screen(screen, tmp_path):
    shown = open_page(screen, tmp_path, 80, 24, "step", "description", "activity.description", "go")
    shown.wait("What is the activity")
    shown.paste("\n".join(f"Line {number}" for number in range(60)))
    text = shown.wait("Line 59")
    assert "Ctrl-S: finished" in text
    assert "What is the activity" in text
    shown.press(*["Up"] * 40)
    assert "Line 19" in shown.wait("Line 19")


def test_help_comes_up_above_what_is_typed_and_leaves_it_there(screen, tmp_path):
    shown = open_page(screen, tmp_path, 80, 30, "step", "description", "activity.description", "go")
    shown.wait("What is the activity")
    shown.type("Half a sentence")
    shown.press("F1")
    text = shown.wait("A good answer:", "Half a sentence")
    assert text.index("A good answer:") < text.index("Half a sentence")
    shown.press("F1")
    shown.wait_until_gone("A good answer:")
    assert "Half a sentence" in shown.text
    shown.press("F1")
    assert shown.wait("A good answer:", "Half a sentence").count("A good answer:") == 1


def test_a_list_longer_than_the_screen_scrolls_below_the_keys(screen, tmp_path):
    shown = begin(screen, tmp_path, 44, 20)
    text = shown.wait("0 of 12 sections", "1. About the activity")
    assert "15. Save and leave" not in text
    shown.type("15")
    assert "Ctrl-C: save and leave" in shown.wait("> 15. Save and leave")


def test_boxes_are_written_as_characters_of_every_font(screen, tmp_path):
    shown = open_page(screen, tmp_path, 80, 24, "step", "scope", "scope.characteristics", "go")
    shown.wait("> [ ] Age")
    shown.press("Space")
    shown.wait("> [x] Age")


def test_a_finding_leads_to_the_answer_and_back_and_is_said_to_be_resolved(screen, tmp_path):
    relevance = {"affects_groups": "no", "affects_groups_differently": "yes"}
    data = {"relevance": relevance, "interview": {"where": [["tasks"], ["findings", "relevance"]]}}
    shown = begin(screen, tmp_path, 80, 24, **data)
    shown.wait("1 of 1: this has to be put right", "Change now: Question 2 (protected groups)")
    shown.press("2", "Enter")
    shown.wait("Could it affect one or more protected groups", "(now No; Enter keeps it)")
    shown.press("y")
    shown.wait("* That is resolved.", "0 of 12 sections complete")


def test_what_is_typed_too_early_waits_for_its_page(screen, tmp_path):
    shown = begin(screen, tmp_path, 80, 24)
    shown.wait("0 of 12 sections")
    shown.press("1", "Enter", *"Title", "C-s", "C-n", *"Executive", "Enter", *"1 May 2026", "Enter")
    shown.wait("Executive, 1 May 2026", "Add another")


def test_nothing_is_coloured_where_colour_is_not_wanted(screen, tmp_path):
    path = tmp_path / "a.eqia.json"
    path.write_text("{}")
    shown = screen(80, 24, "resume", path, NO_COLOR="1")
    shown.wait("Carry on")
    shown.press("Enter")
    shown.wait("0 of 12 sections")
    escapes = re.findall(r"\x1b\[([0-9;]*)m", shown.run("capture-pane", "-e", "-p", "-t", "a"))
    assert not [code for code in escapes if re.search(r"(^|;)(3[0-8]|4[0-8]|9\d)(;|$)", code)]


def test_what_nobody_would_see_is_written_out_on_pages_and_in_the_text_that_is_typed(screen, tmp_path):
    title = "Library\u202e hours\u200b \x9b31m \u0645\u06cc\u200c\u062e"
    path = tmp_path / "a.eqia.json"
    path.write_text(json.dumps({"activity": {"title": title}}))
    shown = screen(80, 24, "resume", path)
    shown.wait("Welcome back to: Library\\u202e hours\\u200b \\x9b31m \u0645\u06cc\u200c\u062e")
    shown.press("Enter")
    title = title.replace("\x9b", "\u203a")  # the quotation mark that Windows has there
    shown.wait("Library\\u202e hours\\u200b \u203a31m", "0 of 12 sections")
    shown.press("1", "Enter")
    shown.press("C-b")
    shown.wait("> Library\\u202e hours\\u200b \u203a31m")
    shown.press("Home", *["Right"] * 9, "BSpace", "x", "C-c")  # the cursor goes over it as over one character
    shown.wait("Saved in:")
    typed = json.loads(path.read_text("utf-8"))["interview"]["typing"]
    assert typed == {"activity.title": title.replace(" ", "x", 1)}


@pytest.mark.parametrize("slow", [0.4, 1.0])
def test_a_sentence_typed_slowly_at_yes_and_no_takes_back_what_its_first_letter_answered(screen, tmp_path, slow):
    shown = open_page(screen, tmp_path, 80, 24, "step", "relevance", "relevance.affects_people", "go")
    shown.wait("Press Y, N or D")
    first = shown.text
    for letter in "No problems":
        shown.type(letter)
        time.sleep(slow)
    text = shown.wait("was taken back", "then press Y, N or D")
    asked = next(line for line in first.split("\n") if "affect" in line)
    assert asked in text
    saved = json.loads((tmp_path / "a.eqia.json").read_text("utf-8"))
    assert saved["relevance"]["affects_people"] is None
    time.sleep(1.3)
    shown.press("y")
    shown.wait("protected groups")


def test_answers_in_quick_succession_stand(screen, tmp_path):
    shown = open_page(screen, tmp_path, 80, 24, "step", "relevance", "relevance.affects_people", "go")
    shown.wait("Press Y, N or D")
    for letter in "ynny":
        shown.press(letter)
        time.sleep(0.5)
    shown.press("C-c")
    shown.wait("Saved in:")
    relevance = json.loads((tmp_path / "a.eqia.json").read_text("utf-8"))["relevance"]
    assert [each for each in relevance.values() if each] == ["yes", "no", "no", "yes"]


def test_a_page_for_text_says_that_the_letter_before_what_is_typed_was_an_answer(screen, tmp_path):
    answers = {"analysis_required": "no"}
    place = ("step", "relevance", "relevance.no_relevance", "go")
    shown = open_page(screen, tmp_path, 80, 24, *place, relevance=answers)
    shown.wait("Press Y, N or D")
    shown.press("y")
    shown.wait("Why is an equality analysis not needed?")
    shown.type("es")
    shown.wait(
        "> es", "The letter that you pressed just before answered the question before this one.", "Ctrl-B goes back"
    )
    shown.press("C-b")
    shown.wait("now Yes; Enter keeps it")
    shown.press("Enter")
    shown.wait("> es")
    shown.type(", because")
    assert "The letter that you pressed" not in shown.wait("> es, because")


def test_somebody_who_presses_enter_again_at_a_long_answer_is_told_how_to_go_on_until_they_once_did(screen, tmp_path):
    shown = open_page(screen, tmp_path, 80, 24, "step", "description", "activity.description", "go")
    shown.wait("What is the activity")
    shown.type("The first words")
    shown.press("Enter")
    time.sleep(0.3)
    assert "new line here" not in shown.text, "a second line is nothing to speak of"
    shown.press("Enter")
    shown.wait("Enter begins a new line here. When you have finished, press Ctrl-S.", "The first words")
    shown.type("go on")
    shown.wait_until_gone("new line here")
    shown.press("C-s")
    shown.wait("please look at this again")
    shown.press("Enter")
    shown.wait("changing an answer", "> The first words")
    shown.press("Enter", "Enter")
    time.sleep(0.3)
    assert "new line here" not in shown.text


def test_a_list_of_one_row_has_no_numbers_from_1_to_1(screen, tmp_path):
    shown = screen(80, 24, "new", tmp_path / "a.eqia.json")
    shown.wait("1. Begin")
    shown.press("3")
    shown.wait("There is no 3 in this list: it has only 1.")


def test_plain_lines_are_broken_between_words_too(screen, tmp_path):
    path = tmp_path / "a.eqia.json"
    path.write_text(
        json.dumps({"interview": {"where": [["tasks"], ["step", "relevance", "relevance.affects_people", "go"]]}})
    )
    shown = screen(60, 40, "resume", path, "--plain")
    shown.wait("Carry on")
    shown.press("Enter")
    shown.wait("y, n, or d")
    words = {word for line in shown.text.split("\n") for word in line.split()}
    assert {"significantly", "voluntary", "community", "groups?"} <= words
    assert max(map(len, shown.text.split("\n"))) < 60
