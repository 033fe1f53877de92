"""The law of kinds, and that each stands in every register and is known by name nowhere else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqia.form.definition import Column, Form, Kind, Question
from eqia.form.kinds.flat import FLAT
from eqia.form.kinds.register import KINDS, kind_of
from eqia.form.loader import load_pack
from eqia.interview.questions.by_kind import PAGES
from eqia.render.word_columns import WEIGHTS
from eqia.textdiff import merge

FORM: Form = load_pack("bedford").form
GROUPS = [group.id for group in FORM.groups]
COLUMNS = tuple(Column(id=f"c_{kind}", label=kind.title(), kind=kind) for kind in FLAT)

words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=20)
paragraphs = st.lists(words, max_size=3).map("\n".join)
ticks = st.sampled_from([True, False, "unreadable"])
flat = {Kind.LINE: words, Kind.PROSE: paragraphs, Kind.WHEN: paragraphs, Kind.TICK: ticks}
row = st.fixed_dictionaries({f"c_{kind}": flat[kind] for kind in FLAT})
said = row.filter(lambda each: any(each.values()))
answers = {
    **flat,
    Kind.YES_NO: st.sampled_from(["yes", "no", "both", "unreadable", None]),
    Kind.LINES: st.lists(words.filter(bool), max_size=4),
    Kind.GROUPS: st.lists(st.sampled_from(GROUPS), unique=True),
    Kind.RECORDS: st.lists(said, max_size=3),
    Kind.MATRIX: st.dictionaries(st.sampled_from(GROUPS), said, max_size=3),
}
asked = st.sampled_from(list(Kind)).flatmap(lambda kind: st.tuples(st.just(question(kind)), answers[kind]))


def question(kind: Kind) -> Question:
    rows = tuple(GROUPS) if kind is Kind.MATRIX else ()
    columns = COLUMNS if kind in (Kind.RECORDS, Kind.MATRIX) else ()
    return Question(id="a.b", label="A b", short="A", kind=kind, prompt="?", rows=rows, columns=columns)


@given(asked)
def test_what_is_shown_reads_back_as_the_answer(pair):
    question, answer = pair
    kind = kind_of(question)
    assert kind.value(question, question.id, kind.cells(question, question.id, answer)) == answer


@given(asked)
def test_cells_are_texts_and_boxes_and_the_boxes_are_those_that_are_drawn(pair):
    question, answer = pair
    cells = kind_of(question).cells(question, question.id, answer)
    assert all(isinstance(shown, str | bool) for shown in cells.values())
    assert all(path == question.id or path.startswith("a.b.") for path in cells)
    boxes = kind_of(question).boxes(question, question.id, answer)
    assert all(cells[box.path] == box.state for box in boxes)
    assert bool(boxes) is kind_of(question).boxed


@pytest.mark.parametrize("kind", Kind)
def test_a_blank_prints_nothing(kind):
    asked = question(kind)
    how = kind_of(asked)
    assert not how.says(how.blank)
    assert not any(how.cells(asked, asked.id, how.blank).values())
    assert how.text(asked, how.blank) == ""
    assert not any(how.changes(asked, how.blank, how.blank, FORM))
    assert how.value(asked, asked.id, {}) == how.blank


@given(asked, st.data())
def test_an_answer_that_did_not_change_has_no_changes_and_one_that_did_has_some(pair, data):
    question, answer = pair
    kind, other = kind_of(question), data.draw(answers[question.kind])
    assert not [*kind.changes(question, answer, answer, FORM)]
    changed = [*kind.changes(question, answer, other, FORM)]
    assert bool(changed) or answer == other or sorted(map(str, answer or ())) == sorted(map(str, other or ()))


@given(paragraphs, paragraphs)
def test_what_only_one_side_changed_is_taken_whole(issued, changed):
    assert merge(issued, issued, changed) == changed
    assert merge(issued, changed, issued) == changed


@given(asked)
def test_every_cell_is_merged_with_one_unit_or_as_a_row(pair):
    question, answer = pair
    kind = kind_of(question)
    units = [path for unit in kind.units(question, question.id) for path in unit.paths]
    assert len(units) == len(set(units))
    assert bool(units) is not kind.by_rows
    for path in [] if kind.by_rows else kind.cells(question, question.id, answer):
        assert sum(path == unit or path.startswith(f"{unit}.") for unit in units) == 1


@pytest.mark.parametrize("kind", Kind)
def test_a_token_is_an_answer_that_can_be_found_again(kind):
    class Tokens:
        def line(self):
            return "Token 1"

        def tick(self):
            return True

    asked = question(kind)
    token = kind_of(asked).token(asked, FORM, Tokens())
    assert kind_of(asked).says(token)
    assert kind_of(asked).value(asked, asked.id, kind_of(asked).cells(asked, asked.id, token)) == token


def test_every_kind_stands_in_every_register():
    assert KINDS.keys() == set(Kind)
    assert PAGES.keys() == set(Kind)
    assert WEIGHTS.keys() == FLAT.keys()
    assert all(KINDS[kind].kind is kind for kind in Kind)
    assert all(KINDS[kind].fault() for kind in Kind)


def test_a_kind_is_known_by_name_in_its_module_and_in_the_registers_alone(root):
    """Outside its own module a kind is named where the form's language lists it, and where rooms register by it."""
    named = re.compile(r"\bKind\.(?:" + "|".join(kind.name for kind in Kind) + r")\b")
    compared = re.compile(r'kind"?\]? (?:==|!=|in) \(?["\'](?:' + "|".join(Kind) + r')["\']')
    knowing = {
        path.relative_to(root / "eqia").as_posix()
        for path in (root / "eqia").rglob("*.py")
        if ("form.definition import" in (text := path.read_text(encoding="utf-8")) and named.search(text))
        or compared.search(text)
        or path.name == "definition.py"
    }
    modules = {path for path in knowing if path.startswith("form/kinds/")}
    assert len(modules) == len(Kind)
    assert knowing - modules == {
        "form/definition.py",
        "interview/questions/by_kind.py",
        "render/word_columns.py",
    }
