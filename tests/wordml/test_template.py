"""What is made of a Word template: anchors on labels, places of answers, and sentences for what cannot be used."""

import pytest

from eqia.errors import PackError
from eqia.wordml.form.anchors import Shape, bookmark_name
from eqia.wordml.form.building import add_tick_box
from eqia.wordml.form.template import prepare
from eqia.wordml.names import PARAGRAPH, w
from eqia.wordml.text.styles import Styles


def paragraph(text, style=""):
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def table(*rows):
    cells = ("".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def test_an_answer_beside_a_label_is_anchored_on_the_label(body, styles):
    prepared = prepare(body(table(("Question", "Answer"), ("Who?", "{{ scope.who }}"))), styles)
    (anchor,) = prepared.anchors
    assert (anchor.path, anchor.label, anchor.shape) == ("scope.who", "Who?", Shape.ROW)
    assert (anchor.slots[0].path, anchor.slots[0].cell, anchor.slots[0].column) == ("scope.who", 1, "Answer")
    assert f'w:name="{bookmark_name("scope.who")}"' in prepared.xml
    assert "{{ scope['who']|answer(0, blank['scope.who']) }}" in prepared.xml


def test_two_questions_in_a_row_have_two_anchors(body, styles):
    prepared = prepare(body(table(("D", "A", "D", "A"), ("One", "{{ a.one }}", "Two", "{{ a.two }}"))), styles)
    assert [(anchor.label, anchor.cell, anchor.slots[0].cell) for anchor in prepared.anchors] == [
        ("One", 0, 1),
        ("Two", 2, 3),
    ]


def test_rows_that_name_themselves_are_anchored_one_by_one(body, styles):
    rows = (
        ("Group", "Why"),
        ("{%tr for row in impacts %}", ""),
        ("{{ row.label }}", "{{ row.why }}"),
        ("{%tr endfor %}", ""),
    )
    prepared = prepare(body(table(*rows)), styles)
    (anchor,) = prepared.anchors
    assert anchor.path == "impacts.#"
    assert anchor.for_row("age", "Age").slots[0].path == "impacts.age.why"
    assert "{{ row['why']|answer(0) }}" in prepared.xml


def test_rows_under_one_label_are_a_list(body, styles):
    rows = (
        ("Action", "What"),
        ("{%tr for row in actions.other %}", ""),
        ("Other actions", "{{ row.what }}"),
        ("{%tr endfor %}", ""),
    )
    (anchor,) = prepare(body(table(*rows)), styles).anchors
    assert (anchor.path, anchor.label, anchor.shape) == ("actions.other", "Other actions", Shape.ROWS)
    assert anchor.slots[0].path == "actions.other.#.what"


def test_text_under_a_heading_is_anchored_on_it_with_the_sentences_around(body, styles):
    parts = (
        paragraph("Summary", "Heading1"),
        paragraph("Always said."),
        paragraph("{{ summary }}"),
        paragraph("{%p if facts.notice %}"),
        paragraph("See the notes."),
        paragraph("Next", "Heading1"),
        paragraph("Not of the summary."),
    )
    (anchor,) = prepare(body("".join(parts)), styles).anchors
    assert (anchor.path, anchor.label, anchor.shape) == ("summary", "Summary", Shape.TEXT)
    assert (anchor.before, anchor.after) == (("Always said.",), ("See the notes.",))


def test_what_staff_typed_in_pieces_is_one_expression(body, styles):
    pieces = "</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>".join(["{{ sco", "pe.w", "ho }}"])
    prepared = prepare(body(table(("Q", "A"), ("Who?", pieces))), styles)
    assert [anchor.path for anchor in prepared.anchors] == ["scope.who"]


def test_facts_and_words_around_an_expression_are_no_answers(body, styles):
    prepared = prepare(body(paragraph("{{ facts.title }}") + paragraph("Made by {{ activity.title }} here")), styles)
    assert prepared.anchors == ()


def test_an_answer_without_a_label_is_named(body, styles):
    with pytest.raises(PackError, match=r'no label to the left of "scope\.who"'):
        prepare(body(table(("Q", "A"), ("{{ scope.who }}", "x"))), styles)


def test_two_answers_under_one_heading_are_named(body, styles):
    parts = (paragraph("Summary", "Heading1"), paragraph("{{ summary }}"), paragraph("{{ monitoring.arrangements }}"))
    with pytest.raises(PackError, match='two answers under the heading "Summary"'):
        prepare(body("".join(parts)), styles)


def test_two_lists_of_one_label_are_named(body, styles):
    rows = [("Action", "What")]
    for kind in ("other", "procurement"):
        rows += [("{%tr for row in actions." + kind + " %}", ""), ("Actions", "{{ row.what }}"), ("{%tr endfor %}", "")]
    with pytest.raises(PackError, match='two lists of rows with the label "actions"'):
        prepare(body(table(*rows)), styles)


def test_a_tick_box_without_a_field_path_is_named(body, styles):
    root = body(table(("Q", "A"), ("Who?", "")))
    add_tick_box(list(root.iter(PARAGRAPH))[-1], "no path!", "Who")
    with pytest.raises(PackError, match='the tag "no path!"'):
        prepare(root, styles)


def test_missing_styles_are_named(body):
    with pytest.raises(PackError, match="Answer Bullet, Answer Bullet After Space"):
        prepare(body("<w:p/>"), Styles({}, {}, {}))


def test_bookmarks_of_a_printed_document_are_replaced_and_others_kept(body, styles):
    old = (
        '<w:p><w:bookmarkStart w:id="7" w:name="eqia_scope_old"/><w:bookmarkEnd w:id="7"/>'
        '<w:bookmarkStart w:id="8" w:name="_Toc1"/><w:bookmarkEnd w:id="8"/></w:p>'
    )
    root = body(old + table(("Q", "A"), ("Who?", "{{ scope.who }}")))
    prepare(root, styles)
    marks = {mark.get(w("name")): mark.get(w("id")) for mark in root.iter(w("bookmarkStart"))}
    assert marks == {"_Toc1": "8", "eqia_scope_who": "9"}
