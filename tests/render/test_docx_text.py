"""Any text, in every kind of field, comes back from the Word file exactly as it was."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eqia.render.docx import anchors_of, compile_word_template, read_docx, render_docx, rows_of
from eqia.structure.forms import restored
from eqia.wordml.archive.package import DOCUMENT, read_parts
from eqia.wordml.form.echo import Echo
from eqia.wordml.form.reading import read_answers
from eqia.wordml.names import parse

CHARACTERS = st.characters(min_codepoint=32, exclude_categories=["Cs"], exclude_characters="\ufffe\uffff")
ODD = st.sampled_from([*"\t- {}%<>&\"']☐☒\u00a0\u00ad\u200b\u202e\u2028\ue000\ue001", "{{", "}}", "{%", "- ", "&amp;"])
LINES = st.lists(CHARACTERS | ODD, max_size=30).map("".join)
PROSE = st.lists(LINES | st.sampled_from(["", "- ", "- a", "Not answered", " "]), max_size=8).map("\n".join)
TICKS = st.sampled_from([True, False, "unreadable"])


@pytest.fixture(scope="session")
def template(bedford):
    return compile_word_template(bedford.read("report.docx"))


def put(values, path, value):
    """Values with one of them replaced, wherever its path leads."""
    first, _, rest = path.partition(".")
    if isinstance(values, list):
        return [put(item, rest, value) if item["id"] == first else item for item in values]
    return {**values, first: put(values[first], rest, value) if rest else value}


KINDS = {
    "a line of the header": "activity.title",
    "people": "activity.lead_officers",
    "text under a heading": "activity.description",
    "text under a fixed sentence": "summary",
    "prose beside a question": "relevance.why_not_required",
    "a date": "monitoring.review_date",
    "a cell of the duty table": "duty.race.foster_good_relations",
    "a cell of the impact table": "impacts.other.explanation",
    "a cell of the action plan": "actions.procurement.0.what",
}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.fixed_dictionaries(dict.fromkeys(KINDS.values(), PROSE)))
def test_any_text_comes_back_exactly(view_of, full, template, texts):
    view = view_of(full)
    values = view.values
    for path, text in texts.items():
        values = put(values, path, text)
    view = replace(view, values=values, printed={**view.printed, **texts}, source="{}")
    data = render_docx(view, template)
    read = read_docx(data, template, rows_of(view), view.blanks)
    assert {path: as_typed(view.printed.get(path), value) for path, value in read.items()} == view.printed


def as_typed(typed, read):
    """What was read, with the signs of lists as they were typed: a document shows each kind in one way."""
    return restored(typed, read) if isinstance(typed, str) and isinstance(read, str) else read


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_ticks_come_back_exactly(view_of, full, template, data):
    view = view_of(full)
    paths = [path for path, printed in view.printed.items() if printed in (True, False, "unreadable")]
    ticks = data.draw(st.fixed_dictionaries(dict.fromkeys(paths, TICKS)))
    values = view.values
    for path, tick in ticks.items():
        values = put(values, path, tick)
    view = replace(view, values=values, printed={**view.printed, **ticks})
    assert read_docx(render_docx(view, template), template, rows_of(view), view.blanks) == view.printed


EDITS = [
    ("Answer", "NotAnswered"),
    ('<w:pStyle w:val="AnswerBullet"/>', ""),
    ('<w:pStyle w:val="AnswerBullet"/>', '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'),
    ("</w:t></w:r></w:p>", "</w:t><w:br/><w:t>more</w:t></w:r></w:p>"),
    ("</w:t></w:r></w:p>", "</w:t></w:r><w:r><w:tab/></w:r></w:p>"),
    ("</w:t></w:r></w:p>", "</w:t></w:r><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>"),
    ("</w:p></w:tc>", "</w:p><w:p/></w:tc>"),
    ("</w:p></w:tc>", '</w:p><w:p w:rsidR="1"><w:r><w:t>typed</w:t></w:r></w:p></w:tc>'),
    ("</w:tc></w:tr>", "</w:tc><w:tc><w:p/></w:tc></w:tr>"),
    ('w14:checked w14:val="1"', 'w14:checked w14:val="true"'),
    ('w14:checked w14:val="0"', "w14:checked"),
    ("☐", "☒"),
    ("Could not be read", "Could be read"),
    ('w:name="eqia_', 'w:name="other_'),
    ("<w:p>", '<w:p w:rsidR="1">'),
    (' xml:space="preserve"', ""),
    ("Actions to lessen", "Actions  to lessen"),
    ("Other relevant actions", "Actions to lessen negative impact"),
    ("<w:tbl>", "<w:p/><w:tbl>"),
]


@settings(max_examples=100, deadline=None)
@given(edits=st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 400)), min_size=1, max_size=3))
def test_the_echo_of_a_document_never_says_what_its_reader_does_not(view_of, full, template, edits):
    """The echo may be silent; what it says is what the reader of the tree says, whatever was done to the document."""
    view = view_of(full)
    xml = read_parts(render_docx(view, template))[DOCUMENT].decode()
    for (old, new), place in edits:
        start = 0
        for _ in range(place % max(xml.count(old), 1) + 1):
            start = xml.find(old, start) + 1
        xml = xml[: start - 1] + new + xml[start - 1 + len(old) :] if start else xml
    anchors = anchors_of(template, rows_of(view))
    heard = Echo(xml, template.styles, frozenset({"Not answered"})).answers(anchors)
    read = read_answers(parse(xml.encode()), anchors, template.styles, frozenset({"Not answered"}))
    assert {path: answer for path, answer in heard.items() if read.get(path) != answer} == {}


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
@pytest.mark.parametrize(
    "text", ["", "\n", "\n\n", "a\n", "\na", "- ", "- \n\n- ", "  ", "\t", "-", "Not answered", "{{ 1 }}"]
)
def test_the_texts_that_are_hardest_to_keep(view_of, full, template, path, text):
    view = view_of(full)
    view = replace(view, values=put(view.values, path, text), printed={**view.printed, path: text})
    assert read_docx(render_docx(view, template), template, rows_of(view), view.blanks)[path] == text
