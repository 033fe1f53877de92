"""The real program on a real terminal: killed at every question, closed, interrupted, pasted into, on a full disk."""

import json
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pexpect
import pytest

from eqia.assessment import store
from eqia.concepts.model import Concepts
from eqia.interview.keeping.files import draft_of, text_of
from eqia.interview.questions.answers import build_assessment
from tests import programs
from tests.interview.conftest import COMPLETED, Driver
from tests.interview.program import READY, Program, environment, keys_for
from tests.interview.robot import Robot
from tests.interview.test_engine import sample_data
from tests.programs import COMMAND
from tests.terminal import Terminal

WELCOME = "Arrows or number"


def read(path):
    return json.loads(path.read_text("utf-8"))


def assessment_in(path):
    assessment, problems = store.parse(read(path), Concepts)
    assert not problems
    return assessment


@pytest.fixture
def start(tmp_path):
    running = []

    def run(*words, **more):
        running.append(Program(tmp_path, *words, **more))
        return running[-1]

    yield run
    for program in running:
        program.child.close()


def begin(start, path, *words):
    """A sitting at its first question, with or without a file that is there."""
    program = start("resume" if path.exists() else "new", path, "--today", "2026-03-02", *words)
    program.wait(WELCOME)
    program.type("\r")
    return program


def short_sample():
    """The completed sample with one row in its lists and one action: every question, and none of them twice."""
    data = sample_data(COMPLETED)
    activity, actions = data["activity"], data["actions"]
    activity |= {name: activity[name][:1] for name in ("decisions", "lead_officers", "approved_by")}
    actions |= {name: rows[:1] if name == "lessen_negative" else [] for name, rows in actions.items()}
    return data | {"reference": "", "notice": "", "revision": 1}


def test_killed_at_every_question_nothing_is_lost(tmp_path, form, services):
    """From every page of an interview: the answer is typed, the next page comes up, the power goes."""
    robot = Robot(short_sample())

    def kill_after(number, driver):
        path, page = tmp_path / f"{number}.eqia.json", driver.page
        path.write_text(text_of(driver.draft, form, saved="", where=""), "utf-8")
        program = Program(tmp_path, "resume", path, "--today", "2026-03-02")
        program.wait(WELCOME)
        program.type("\r")
        program.see(page)
        driver.iv.take(robot.reply(page))
        program.type(keys_for(page, robot.reply(page)))
        program.see(driver.page)
        program.kill()
        again = Driver(form, services, draft_of(read(path), form, str(path)))
        assert again.id == driver.id
        assert build_assessment(form, again.draft) == build_assessment(form, driver.draft)

    drivers, driver = [], Driver(form, services)
    while driver.id != "end":
        drivers.append(driver.again())
        driver.iv.take(robot.reply(driver.page))
    with ThreadPoolExecutor(2) as pool:
        assert len(list(pool.map(kill_after, range(len(drivers)), drivers))) > 50
    finished = build_assessment(form, driver.draft)
    assert store.content_digest(finished) == store.content_digest(store.parse(short_sample(), Concepts)[0])


def test_killed_at_any_moment_the_file_is_whole_and_holds_an_answer(tmp_path):
    """Answers are fed line by line as fast as they are taken, and the program is killed somewhere among them."""
    answers = [f"Answer number {number} to a question of the form." for number in range(40)]
    found = set()
    for seed in range(12):
        path = tmp_path / f"{seed}.eqia.json"
        path.write_text(
            json.dumps({"interview": {"where": [["tasks"], ["step", "evidence", "evidence.sources", "go"]]}})
        )
        feed = "\n" + "".join(f"{text}\n.\n/back\n" for text in answers)
        child = programs.start(
            [*COMMAND, "resume", path, "--plain"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            env=environment(tmp_path),
            cwd=tmp_path,
        )
        child.stdin.write(feed.encode())
        child.stdin.flush()
        until = time.monotonic() + 15
        while answers[0] not in path.read_text("utf-8") and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(random.Random(seed).uniform(0, 0.2))
        child.kill()
        child.wait()
        found.add(assessment_in(path).evidence.sources)
    assert found <= set(answers)
    assert len(found) > 2


def test_a_kill_in_mid_sentence_costs_two_seconds_of_typing_at_most(start, tmp_path):
    path = tmp_path / "a.eqia.json"
    program = begin(start, path)
    program.wait("0 of 12 sections")
    program.type("2\r")
    program.wait("What is the activity, why now")
    program.type("A sentence that nobody finish")
    time.sleep(2.3)
    program.kill()
    assert read(path)["interview"]["typing"] == {"activity.description": "A sentence that nobody finish"}
    program = begin(start, path)
    program.wait("What is the activity, why now")
    program.type("ed.\x13")
    program.child.expect_exact(READY)
    program.kill()
    assert assessment_in(path).activity.description == "A sentence that nobody finished."


@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM"])
def test_a_closed_window_keeps_every_letter(start, tmp_path, name):
    path = tmp_path / "a.eqia.json"
    program = begin(start, path)
    program.wait("0 of 12 sections")
    program.type("2\r")
    program.wait("What is the activity, why now")
    program.type("Half a sen")
    program.child.expect_exact("sen")
    program.child.kill(getattr(signal, name))
    assert program.end() == 3
    assert read(path)["interview"]["typing"] == {"activity.description": "Half a sen"}
    assert not list(tmp_path.glob(".*.lock"))


def test_a_terminal_that_vanishes_keeps_every_letter(start, tmp_path):
    path = tmp_path / "a.eqia.json"
    program = begin(start, path)
    program.wait("0 of 12 sections")
    program.type("2\r")
    program.wait("What is the activity, why now")
    program.type("Half a sen")
    program.child.expect_exact("sen")
    program.child.close()
    until = time.monotonic() + 5
    while not path.exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert read(path)["interview"]["typing"] == {"activity.description": "Half a sen"}


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_leaving_says_where_the_work_is_and_how_to_go_on(start, tmp_path, key):
    path = tmp_path / "a.eqia.json"
    program = begin(start, path)
    program.wait("0 of 12 sections")
    program.type("2\r")
    program.wait("What is the activity, why now")
    program.type("Half a sen" + key)
    program.child.expect_exact(f'"{path}"')
    program.child.expect_exact("To carry on:")
    program.child.expect_exact(f'  eqia resume "{path.name}"')  # short, for it is in the folder one is in
    assert program.end() == 3
    assert read(path)["interview"]["typing"] == {"activity.description": "Half a sen"}


def test_a_paste_of_many_paragraphs_is_one_answer(start, tmp_path):
    path = tmp_path / "a.eqia.json"
    text = "\n\n".join(f"Paragraph {number}: " + "words and more words " * 30 for number in range(25)).strip()
    program = begin(start, path)
    program.wait("0 of 12 sections")
    program.type("2\r")
    program.wait("What is the activity, why now")
    program.type("\x1b[200~" + text.replace("\n", "\r") + "\x1b[201~\x13")
    program.child.expect_exact(READY)
    program.kill()
    assert assessment_in(path).activity.description == text


def test_a_full_disk_in_the_middle_loses_nothing(start, tmp_path, full_disk):
    with full_disk() as small:
        path = small / "a.eqia.json"
        program = begin(start, path)
        program.wait("0 of 12 sections")
        program.type("2\r")
        program.wait("What is the activity, why now")
        program.type("\x1b[200~" + "Some words. " * 8_000 + "\x1b[201~\x13")
        program.child.expect_exact("The disk is full")
        rescued = tmp_path / "rescued-a.eqia.json"
        program.child.expect_exact(READY)
        program.type("\x03")
        program.child.expect_exact(f'eqia resume "{rescued.name}"')
        assert program.end() == 3
        assert assessment_in(rescued).activity.description == "Some words. " * 8_000


def test_a_terminal_that_tells_where_its_cursor_is_works_as_well(start, tmp_path):
    program = start("new", tmp_path / "a.eqia.json", PROMPT_TOOLKIT_NO_CPR="0")
    program.wait(WELCOME)
    program.type("\r")
    program.wait("0 of 12 sections")


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {"ACCESSIBLE": "1"}])
def test_simple_terminals_and_screen_readers_get_plain_lines(start, tmp_path, environment):
    program = start("new", tmp_path / "a.eqia.json", **environment)
    program.child.expect_exact("Number: ")
    assert "\x1b[" not in program.child.before
    program.type("\n")
    program.child.expect_exact("0 of 12 sections complete")
    program.type("/leave\n")
    assert program.end() == 3


def test_the_terminal_is_left_as_it_was_found(tmp_path):
    path = tmp_path / "a.eqia.json"
    path.write_text("{}")
    command = f'"{sys.executable}" -m eqia resume "{path}"; stty -a'
    child = Terminal("sh", "-c", command, env=environment(tmp_path), timeout=20)
    child.expect_exact(READY)
    child.send("\x03")
    child.expect(pexpect.EOF)
    assert {"icanon", "echo", "ixon", "isig"} <= set(child.before.split())


def test_without_colour_there_is_none(start, tmp_path):
    program = start("new", tmp_path / "a.eqia.json", NO_COLOR="1")
    program.wait(WELCOME)
    program.type("\r")
    program.wait("0 of 12 sections")
    assert not any(f"\x1b[{code}" in program.child.before for code in ("3", "0;3", "38;"))


def test_a_menu_for_people_who_type_nothing_else(start, tmp_path):
    (tmp_path / "lib.eqia.json").write_text(json.dumps({"activity": {"title": "Library opening hours"}}))
    program = start()
    program.wait("Equality impact assessments")
    program.type("1\r")
    program.wait("Welcome back to: Library opening hours")
    program.type("\r")
    program.wait("0 of 12 sections")
    program.type("\x03")
    program.child.expect_exact("Press Enter for the menu.")
    program.type("\r")
    program.wait("Equality impact assessments")
    program.type("6\r")
    program.child.expect_exact("equality-analysis-worksheet.docx")
    program.child.expect_exact("Press Enter for the menu.")
    assert (tmp_path / "equality-analysis-worksheet.docx").read_bytes().startswith(b"PK")
    program.type("\r")
    program.wait("Equality impact assessments")
    program.type("8\r")
    assert program.end() == 0


def test_resume_without_a_file_lists_those_of_late(start, tmp_path):
    folder = tmp_path / "Documents"
    folder.mkdir()
    (folder / "lib.eqia.json").write_text(json.dumps({"activity": {"title": "Library opening hours"}}))
    program = start("resume")
    program.wait("Which assessment?")
    program.type("\r")
    program.wait("Welcome back to: Library opening hours")


def test_the_first_page_comes_before_the_renderers_and_quickly(tmp_path):
    program = (
        "import sys, json\n"
        "from eqia.interview.terminal.plain import Plain\n"
        "def ask(self, page, saved, keep):\n"
        "    print(page.id, sorted({'weasyprint', 'docx', 'docxtpl', 'pydantic', 'lxml', 'jinja2'} & {*sys.modules}))\n"
        "    sys.stdout.flush(); import os; os._exit(0)\n"
        "Plain.ask = ask\n"
        "from eqia.cli.main import main\n"
        "main(['new', 'a', '--plain'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment(tmp_path), cwd=tmp_path
    )
    assert done.stdout == "welcome []\n"
