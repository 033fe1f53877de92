"""Anchors: how a label is found again by its bookmark, by a tick box, by what is printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqia.wordml.form.anchors import LONGEST_NAME, Anchor, FoundBy, Shape, Slot, bookmark_name, locate, normalised
from eqia.wordml.form.reading import read_answers

PATHS = st.from_regex(r"[a-z][a-z_]{0,30}(\.[a-z0-9_]{1,40}){0,3}", fullmatch=True)
SCOPE = Anchor("scope.who", "Who is affected?", Shape.ROW, (Slot("scope.who", 1, "Answer"),), 0, 2)
AGE = Anchor(
    "impacts.age",
    "Age",
    Shape.ROW,
    (Slot("impacts.age.positive", 1, "Positive", "Age: Positive", tick=True), Slot("impacts.age.why", 2, "Why")),
    0,
    3,
)
BOX = (
    '<w:sdt><w:sdtPr><w:alias w:val="Age: Positive"/><w:tag w:val="{tag}"/><w14:checkbox><w14:checked w14:val="1"/>'
    "</w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt>"
)


def cell(text, mark=""):
    start = f'<w:bookmarkStart w:id="1" w:name="{mark}"/>' if mark else ""
    end = '<w:bookmarkEnd w:id="1"/>' if mark else ""
    return f"<w:tc><w:p>{start}<w:r><w:t>{text}</w:t></w:r>{end}</w:p></w:tc>"


def table(*rows):
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


@given(PATHS)
def test_the_name_of_a_bookmark_is_one_that_word_allows(path):
    name = bookmark_name(path)
    assert len(name) <= LONGEST_NAME
    assert name.replace("_", "a").isalnum()
    assert name.isascii()


@given(PATHS, PATHS)
def test_two_paths_have_two_names(one, other):
    alike = one.replace(".", "_") == other.replace(".", "_")
    assert alike or bookmark_name(one) != bookmark_name(other)


def test_a_bookmark_is_surest(body, styles):
    root = body(
        table((cell("Question"), cell("Answer")), (cell("Anything at all", bookmark_name("scope.who")), cell("All")))
    )
    (found,) = locate(root, [SCOPE])
    assert found.found_by is FoundBy.BOOKMARK
    assert read_answers(root, [SCOPE], styles, frozenset()) == {"scope.who": "All"}


def test_of_two_bookmarks_of_one_name_the_first_counts(body, styles):
    mark = bookmark_name("scope.who")
    root = body(table((cell("Question"), cell("Answer")), (cell("a", mark), cell("1")), (cell("b", mark), cell("2"))))
    assert read_answers(root, [SCOPE], styles, frozenset()) == {"scope.who": "1"}


@pytest.mark.parametrize("label", ["Who is affected?", "WHO  is\naffected?", "Who is affected?:"])
def test_a_label_is_found_by_what_is_printed(body, styles, label):
    root = body(table((cell("Question"), cell("Answer")), (cell(label), cell("All"))))
    (found,) = locate(root, [SCOPE])
    assert found.found_by is FoundBy.LABEL
    assert read_answers(root, [SCOPE], styles, frozenset()) == {"scope.who": "All"}


@pytest.mark.parametrize(("tag", "found_by"), [("impacts.age.positive", FoundBy.TAG), ("", FoundBy.TITLE)])
def test_a_row_is_found_by_the_tag_or_the_title_of_its_tick_box(body, styles, tag, found_by):
    boxes = f"<w:tc><w:p>{BOX.format(tag=tag)}</w:p></w:tc>"
    root = body(table((cell("Group"), cell("Positive"), cell("Why")), (cell("Aged"), boxes, cell("Because"))))
    (found,) = locate(root, [AGE])
    assert found.found_by is found_by
    assert read_answers(root, [AGE], styles, frozenset()) == {
        "impacts.age.positive": True,
        "impacts.age.why": "Because",
    }


def test_a_label_counts_only_in_a_table_with_its_columns(body):
    duty = table((cell("Group"), cell("Aim"), cell("Other aim")), (cell("Age"), cell("1"), cell("2")))
    assert list(locate(body(duty), [AGE])) == []


def test_what_is_not_there_is_not_found(body, styles):
    assert read_answers(body("<w:p/>"), [SCOPE, AGE], styles, frozenset()) == {}


def test_a_column_that_an_editor_put_in_does_not_shift_answers(body, styles):
    head = (cell("Group"), cell("New"), cell("Positive"), cell("Why"))
    boxes = f"<w:tc><w:p>{BOX.format(tag='')}</w:p></w:tc>"
    row = (cell("Age", bookmark_name("impacts.age")), cell("inserted"), boxes, cell("Because"))
    assert read_answers(body(table(head, row)), [AGE], styles, frozenset()) == {
        "impacts.age.positive": True,
        "impacts.age.why": "Because",
    }


def test_labels_compare_without_case_spaces_and_typographic_marks():
    assert normalised("The  Council\u2019s\nduty \u2013 all:") == normalised("the council's duty - ALL")


LISTS = [
    Anchor(f"actions.{kind}", label, Shape.ROWS, (Slot(f"actions.{kind}.#.what", 1, "What"),), 0, 2)
    for kind, label in (("lessen", "To lessen"), ("raise", "To raise"))
]


def actions(*rows):
    return table((cell("Action"), cell("What")), *rows)


def test_rows_of_a_list_are_numbered_as_they_stand_wherever_they_were_moved(body, styles):
    root = body(
        actions(
            (cell("To lessen", bookmark_name("actions.lessen")), cell("a")),
            (cell("To raise", bookmark_name("actions.raise")), cell("b")),
            (cell("To lessen"), cell("c")),
            (cell(""), cell("d")),
        )
    )
    assert read_answers(root, LISTS, styles, frozenset()) == {
        "actions.lessen.0.what": "a",
        "actions.raise.0.what": "b",
        "actions.lessen.1.what": "c",
        "actions.lessen.2.what": "d",
    }


def test_a_list_whose_label_was_changed_is_known_by_its_bookmark(body, styles):
    root = body(
        actions(
            (cell("To lessen", bookmark_name("actions.lessen")), cell("a")),
            (cell("Raising", bookmark_name("actions.raise")), cell("b")),
        )
    )
    assert read_answers(root, LISTS, styles, frozenset()) == {"actions.lessen.0.what": "a", "actions.raise.0.what": "b"}
