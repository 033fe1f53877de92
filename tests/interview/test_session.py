"""A whole sitting with a scripted front end: what is saved when, what is said, and the exit codes."""

import json
from datetime import datetime

import pytest

from eqia.errors import InputError, OutputError
from eqia.interview import session
from eqia.interview.keeping import lock
from eqia.interview.keeping.keeper import Keeper
from eqia.interview.page import Act, Reply, answer
from eqia.interview.session import Council, Sitting, Start, Tools
from tests.interview.conftest import COMPLETED, TODAY
from tests.interview.robot import Robot
from tests.interview.test_engine import sample_data

LEAVE = Reply(Act.LEAVE)
LIST = Reply(Act.TASKS)


class Script:
    """A front end that gives prepared replies; a function in their place is called with the page and ``keep``."""

    def __init__(self, *replies):
        self.replies, self.pages, self.said = list(replies), [], []

    def say(self, *texts):
        self.said += texts

    def ask(self, page, saved, keep):
        self.pages.append(page)
        reply = self.replies.pop(0) if self.replies else LEAVE
        return reply(page, keep) if callable(reply) else reply


@pytest.fixture
def sit(tmp_path, pack, services):
    """Hold a sitting with some replies; gives the sitting, its front end and its exit code."""
    made, remembered = [], []
    council = Council(pack.form, services.check)

    def hold(*replies, path=None, make=lambda path: made.append(path) or [path.with_suffix(".docx")]):
        front = Script(*replies)
        tools = Tools(lambda _: council, make, remembered.append, TODAY, clock=lambda: datetime(2026, 3, 2, 14, 32))
        sitting = Sitting(front, Start(path, tmp_path, "bedford"), tools)
        return sitting, front, sitting.run()

    hold.remembered = remembered
    return hold


GO = answer("go")


def read(path):
    return json.loads(path.read_text("utf-8"))


def test_a_new_assessment_is_named_after_its_title_and_can_be_taken_up(sit, tmp_path):
    sitting, front, code = sit(GO, answer("activity"), answer("Library opening hours"), answer("Proposal 14"))
    path = tmp_path / "library-opening-hours.eqia.json"
    assert (code, sitting.path) == (3, path)
    assert read(path)["activity"]["budget_proposal"] == "Proposal 14"
    assert f'To carry on:\n  eqia resume "{path}"' in front.said
    assert sorted(each.name for each in tmp_path.iterdir()) == [path.name]
    assert sit.remembered == [path]
    _, again, _ = sit(path=path)
    assert again.pages[0].lines[0] == "Welcome back to: Library opening hours"
    _, again, _ = sit(GO, path=path)
    assert again.pages[1].id == "activity.decisions.0.body"


def test_nothing_typed_leaves_no_file(sit, tmp_path):
    _, front, code = sit(GO)
    assert code == 3
    assert list(tmp_path.iterdir()) == []
    assert "Nothing was typed, so nothing was saved." in front.said


def test_every_answer_is_in_the_file_before_the_next_page_is_shown(sit, tmp_path):
    seen = []

    def look(page, keep):
        (path,) = tmp_path.glob("*.eqia.json")
        seen.append(read(path)["activity"]["title"])
        return LEAVE

    sit(GO, answer("activity"), answer("My title"), look)
    assert seen == ["My title"]


def test_a_complete_assessment_ends_with_code_0(sit, tmp_path):
    robot = Robot(sample_data(COMPLETED))

    def reply(page, keep):
        return answer("leave") if page.id == "end" else robot.reply(page)

    _, front, code = sit(GO, *[reply] * 400, path=tmp_path / "a.eqia.json")
    assert code == 0
    assert "All sections are complete." in front.said


def test_half_typed_text_is_there_after_leaving(sit, tmp_path):
    def type_and_leave(page, keep):
        keep("Half a sen")
        return Reply(Act.LEAVE, "Half a sen")

    path = tmp_path / "a.eqia.json"
    sit(GO, answer("description"), type_and_leave, path=path)
    _, front, _ = sit(GO, path=path)
    assert (front.pages[1].id, front.pages[1].text) == ("activity.description", "Half a sen")


def test_a_closed_terminal_keeps_what_was_typed(sit, tmp_path):
    def type_and_vanish(page, keep):
        keep("Half a sen")
        raise OSError("the terminal is gone")

    path = tmp_path / "a.eqia.json"
    _, _, code = sit(GO, answer("description"), type_and_vanish, path=path)
    assert code == 3
    assert read(path)["interview"]["typing"] == {"activity.description": "Half a sen"}


def test_an_interruption_saves_and_says_where(sit, tmp_path):
    def interrupt(page, keep):
        raise KeyboardInterrupt

    path = tmp_path / "a.eqia.json"
    _, front, code = sit(GO, answer("description"), answer("Text."), interrupt, path=path)
    assert code == 3
    assert f'Saved in:\n  "{path}"' in front.said


def test_yesterdays_copy_is_kept_once_a_sitting(sit, tmp_path):
    path = tmp_path / "a.eqia.json"
    path.write_text(json.dumps({"summary": "Before."}))
    sit(GO, answer("summary"), answer("After."), path=path)
    assert read(next((tmp_path / ".eqia-kept").iterdir()))["summary"] == "Before."


def test_an_open_file_is_asked_about_and_left_alone(sit, tmp_path, monkeypatch):
    path = tmp_path / "a.eqia.json"
    path.write_text("{}")
    monkeypatch.setattr(lock.os, "getpid", lambda: 1)
    lock.take(path, datetime(2026, 3, 2, 9, 0))
    monkeypatch.undo()
    _, front, code = sit(answer("leave"), path=path)
    assert code == 3
    assert "is open in another window" in front.pages[0].ask
    assert len(front.pages) == 1
    _, front, _ = sit(answer("open"), GO, path=path)
    assert front.pages[2].id == "tasks"


def test_work_that_cannot_be_saved_anywhere_stays_until_there_is_room(sit, tmp_path, monkeypatch):
    full = [True]
    write = session.Keeper.__init__.__kwdefaults__["write"]

    def maybe(path, data):
        if full[0]:
            raise OutputError("The disk is full.")
        write(path, data)

    monkeypatch.setattr(session, "Keeper", lambda path: Keeper(path, write=maybe))

    def make_room(page, keep):
        assert "could not be saved anywhere. The disk is full." in page.ask
        full[0] = False
        return answer("again")

    path = tmp_path / "a.eqia.json"
    sit(GO, answer("description"), answer("Text."), make_room, path=path)
    assert read(path)["activity"]["description"] == "Text."


def test_going_on_without_saving_is_said_at_the_end(sit, tmp_path, monkeypatch):
    def never(path, data):
        raise OutputError("The disk is full.")

    monkeypatch.setattr(session, "Keeper", lambda path: Keeper(path, write=never))
    path = tmp_path / "a.eqia.json"
    path.write_text("{}")
    _, front, code = sit(GO, *[answer("leave")] * 9, path=path)
    assert code == 3
    assert any(said.startswith("Your last answers could not be saved.") for said in front.said)


def test_documents_are_made_of_what_was_just_answered(sit, tmp_path):
    seen = []

    def make(path):
        seen.append(read(path)["activity"]["description"])
        return [path.with_suffix(".docx")]

    path = tmp_path / "a.eqia.json"
    _, front, _ = sit(
        GO, answer("description"), answer("Text."), LIST, answer("end"), answer("documents"), path=path, make=make
    )
    assert seen == ["Text."]
    assert f'"{path.with_suffix(".docx")}"' in front.pages[-1].notes


@pytest.mark.parametrize("content", ["{", "[]", '{"summary": 7}', '{"format": 99}'])
def test_a_file_that_is_no_assessment_is_refused_and_left_as_it_is(sit, tmp_path, content):
    path = tmp_path / "a.eqia.json"
    path.write_text(content)
    with pytest.raises(InputError):
        sit(GO, path=path)
    assert path.read_text() == content
    assert sorted(each.name for each in tmp_path.iterdir()) == [path.name]


def test_answers_in_a_part_that_is_not_needed_are_said_not_to_count_and_stay(sit, tmp_path):
    path = tmp_path / "a.eqia.json"
    path.write_text(json.dumps({"relevance": {"analysis_required": "no"}, "summary": "Written before."}))
    _, front, _ = sit(GO, path=path)
    assert front.pages[1].notes[0].startswith("Answers in parts of the form that are not needed do not count.")
    saved = read(path)
    assert saved["summary"] == ""
    assert saved["interview"]["kept"]["summary"] == "Written before."
    _, front, _ = sit(GO, path=path)
    assert front.pages[1].notes == ()
