"""A form's own questions carry the concepts that rules speak of, by their roles; findings are on its own paths."""

import json
from datetime import date
from pathlib import Path

import pytest

from eqia.assessment import store
from eqia.assessment.paths import get, put
from eqia.errors import PackError
from eqia.form.loader import load_pack, load_pack_at
from eqia.form.projection import concepts_in, title_of, with_concepts
from eqia.resources import TEMPLATES_VARIABLE
from eqia.rules.acknowledgement import acknowledge, may_be_acknowledged
from eqia.workflows import check_assessment, open_assessment, view_of

TODAY = date(2026, 6, 1)
OWN = ("tasks", "known", "policy")
FORM = """
leave_out = [
    "activity.title", "activity.budget_proposal", "activity.approval_date",
    "actions.other", "evidence.sources", "evidence.findings",
]

[[sections]]
id = "policy"
after = ""
title = "About the policy"
layout = "answers"

[[sections.questions]]
id = "policy.name"
label = "Name of the policy"
short = "Name"
kind = "line"
prompt = "What is it called?"
role = "activity.title"

[[sections.questions]]
id = "policy.signed"
label = "Signed on"
short = "Signed on"
kind = "when"
prompt = "When was it signed?"
role = "activity.approval_date"

[[sections]]
id = "facts_known"
after = "policy"
title = "What is known"
layout = "answers"

[[sections.questions]]
id = "known.figures"
label = "Figures"
short = "Figures"
kind = "prose"
prompt = "Which figures are there?"
role = "evidence.sources"

[[sections.questions]]
id = "known.studies"
label = "Studies"
short = "Studies"
kind = "prose"
prompt = "Which studies are there?"
role = "evidence.sources"

[[sections]]
id = "tasks"
after = "facts_known"
title = "Tasks"
layout = "actions"

[[sections.questions]]
id = "tasks"
label = "Tasks"
short = "Task"
kind = "records"
prompt = "What will be done?"
role = "actions.other"

[[sections.questions.columns]]
id = "task"
label = "Task"
kind = "prose"
role = "actions.other.what"

[[sections.questions.columns]]
id = "owner"
label = "Owner"
kind = "line"
role = "actions.other.who"

[[sections.questions.columns]]
id = "cost"
label = "Cost"
kind = "line"
"""


@pytest.fixture
def make(tmp_path, monkeypatch):
    """Makes the pack "saltmarsh" of some words."""
    monkeypatch.setenv(TEMPLATES_VARIABLE, str(tmp_path / "packs"))

    def made(words: str = FORM) -> Path:
        folder = tmp_path / "packs" / "saltmarsh"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "pack.toml").write_text('council = "saltmarsh"\nname = "A"\nversion = "1"\nextends = "bedford"\n')
        (folder / "form.toml").write_text(words, encoding="utf-8")
        return folder

    return made


@pytest.fixture
def opened(make, tmp_path):
    """An assessment on that form."""
    make()
    data = {
        "council": "saltmarsh",
        "policy": {"name": "Library hours", "signed": "3 March 2026"},
        "known": {"figures": "4,200 visits in 2011, says [name of the source].", "studies": "The survey of 2025."},
        "tasks": [{"task": "Write to every school", "owner": "", "cost": "£200"}],
        "relevance": {"analysis_required": "yes"},
    }
    (tmp_path / "a.json").write_text(json.dumps(data), encoding="utf-8")
    return open_assessment(tmp_path / "a.json")


def test_the_concepts_are_what_the_questions_with_their_roles_say(opened):
    concepts = concepts_in(opened.assessment)
    assert concepts.activity.title == title_of(opened.assessment) == "Library hours"
    assert concepts.activity.approval_date.text == "3 March 2026"
    assert concepts.evidence.sources == "4,200 visits in 2011, says [name of the source].\n\nThe survey of 2025."
    (action,) = concepts.actions.other
    assert (action.what, action.who) == ("Write to every school", "")
    assert view_of(opened, draft=True).facts["name"] == "Library hours"


def test_findings_are_on_the_forms_own_paths_and_in_its_words(opened):
    found = check_assessment(opened, TODAY)
    own = {field for each in found for field in each.fields}
    assert not [field for field in own if field.startswith(("activity.title", "actions.other", "evidence.sources"))]
    about_tasks = [each for each in found if each.fields[0].startswith("tasks.0")]
    assert [each for each in about_tasks if each.fields[0] == "tasks.0.owner"]
    assert any("Task" in each.message for each in about_tasks)
    assert not [field for field in own if field.startswith("evidence.findings")]


def test_a_reason_is_kept_under_the_own_path_and_lapses_with_the_text(opened):
    assessment = opened.assessment
    findings = [each for each in check_assessment(opened, TODAY) if may_be_acknowledged(each.levels)]
    warning = next(each for each in findings if any(field.startswith(OWN) for field in each.fields))
    given = acknowledge(warning, assessment, reason="It is agreed.", who="A", when="1 June 2026")
    assert given.field == warning.fields[0]
    answered = assessment.model_copy(update={"acknowledged": (given,)})
    again = check_assessment(type(opened)(opened.path, answered, opened.pack), TODAY)
    assert [each for each in again.answered() if each.rule == warning.rule]
    field = next(field for field in warning.fields if field.startswith(OWN))
    data = answered.model_dump(mode="json")
    put(data, field if isinstance(get(data, field), str) else f"{field}.0.task", "Something else, of another kind.")
    changed, _ = store.parse(data, type(answered))
    later = check_assessment(type(opened)(opened.path, changed, opened.pack), TODAY)
    assert not [each for each in later.answered() if each.rule == warning.rule]


def test_what_approval_fills_in_stands_in_the_forms_own_question(opened):
    changed = with_concepts(opened.assessment, {"activity.approval_date": "4 March 2026"})
    assert json.loads(store.to_json(changed))["policy"]["signed"] == "4 March 2026"


def test_a_role_taken_away_leaves_words_that_no_rule_looks_at(make, tmp_path):
    make('[[sections]]\nid = "summary"\n[[sections.questions]]\nid = "summary"\nrole = ""\n')
    pack = load_pack("saltmarsh")
    assessment = pack.model(council="saltmarsh", summary="In brief.")
    assert concepts_in(assessment).summary == ""
    assert assessment.model_dump()["summary"] == "In brief."


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('role = "activity.title"', 'role = "activty.title"', 'there is no role "activty.title". Did you mean'),
        ('role = "actions.other.what"', 'role = "impacts.none"', 'column "task": there is no role "impacts.none" here'),
        ('kind = "line"\nprompt = "What is it called?"', 'kind = "tick"\nprompt = "?"', "is asked as tick"),
    ],
)
def test_roles_that_are_none_or_do_not_fit_are_named(make, old, new, fault):
    assert old in FORM
    with pytest.raises(PackError) as raised:
        load_pack_at(make(FORM.replace(old, new)))
    assert fault in str(raised.value)
