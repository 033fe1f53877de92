"""The form, the engine on it, and files to carry on with."""

import json
from datetime import date

import pytest

from eqia.form.loader import load_pack
from eqia.interview.draft import Draft
from eqia.interview.engine import Interview
from eqia.interview.keeping.files import draft_of
from eqia.interview.page import Act, Reply, answer
from eqia.interview.state import Services
from eqia.resources import folder
from eqia.rules.check import check
from eqia.workflows import labels_of

TODAY = date(2026, 3, 2)
COMPLETED = "bedford-school-improvement-2018-completed"


@pytest.fixture(scope="session")
def pack():
    return load_pack("bedford")


@pytest.fixture(scope="session")
def form(pack):
    return pack.form


def sample(name):
    return json.loads((folder("samples") / f"{name}.json").read_text("utf-8"))


def make_services(pack):
    labels = labels_of(pack)
    return Services(lambda assessment: check(assessment, today=TODAY, labels=labels), lambda: ["made"], TODAY)


@pytest.fixture(scope="session")
def services(pack):
    return make_services(pack)


class Driver:
    """An engine, with short ways to answer and to see."""

    def __init__(self, form, services, draft=None):
        self.form, self.services = form, services
        self.iv = Interview(form, draft or Draft(rest={"council": "bedford"}), services)

    @property
    def page(self):
        return self.iv.page()

    @property
    def id(self):
        return self.page.id

    @property
    def draft(self):
        return self.iv.draft

    def answer(self, *values):
        for value in values:
            self.iv.take(answer(value))
        return self.page

    def act(self, act, value=None):
        self.iv.take(Reply(act, value))
        return self.page

    def back(self):
        return self.act(Act.BACK)

    def skip(self):
        return self.act(Act.SKIP)

    def open(self, section):
        if self.id != "tasks":
            self.act(Act.TASKS)
        return self.answer(section)

    def again(self):
        """A new engine on the same draft, as after a restart."""
        return Driver(self.form, self.services, self.draft)


@pytest.fixture
def drive(form, services):
    """Start an engine; with data of a file, on that."""

    def start(data=None):
        return Driver(form, services, draft_of(data, form, "file") if data is not None else None)

    return start
