"""One whole assessment typed key by key into the real program: the file and both documents are those of the sample."""

import json

from eqia.assessment import store
from eqia.concepts.model import Concepts
from eqia.interview.page import answer
from eqia.workflows import Format, open_assessment, render
from tests.interview.conftest import COMPLETED, TODAY, Driver
from tests.interview.program import Program, keys_for
from tests.interview.robot import Robot
from tests.interview.test_engine import sample_data


def test_the_completed_report_of_2018_typed_by_hand(tmp_path, form, services):
    wanted = sample_data(COMPLETED) | {"reference": "", "notice": "", "revision": 1, "history": [], "acknowledged": []}
    for table in ("duty", "impacts"):  # a row in which nothing stands is not typed
        wanted[table] = {row: cells for row, cells in wanted[table].items() if any(cells.values())}
    driver, robot = Driver(form, services), Robot(wanted)
    path = tmp_path / "typed" / "report.eqia.json"
    path.parent.mkdir()
    program = Program(tmp_path, "new", path, "--today", "2026-03-02")
    program.wait("Arrows or number")
    program.type("\r")
    while driver.id != "end":
        program.see(driver.page)
        reply = robot.reply(driver.page)
        program.type(keys_for(driver.page, reply))
        driver.iv.take(reply)
    program.see(driver.page)
    program.type(keys_for(driver.page, answer("documents")))
    program.child.timeout = 60
    program.wait("The documents are made and were compared")
    program.type("\x03")
    assert program.end() == 0

    typed = json.loads(path.read_text("utf-8"))
    assert store.content_digest(store.parse(typed, Concepts)[0]) == store.content_digest(
        store.parse(wanted, Concepts)[0]
    )
    sample = tmp_path / "sample" / path.name
    sample.parent.mkdir()
    sample.write_text(json.dumps(wanted))
    made = render(open_assessment(sample), [Format.DOCX, Format.PDF], sample.parent, today=TODAY).files
    assert len(made) == 2
    for document in made:
        assert (path.parent / document.name).read_bytes() == document.read_bytes()
