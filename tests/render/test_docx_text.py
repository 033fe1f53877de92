"""Any text, in every kind of field, comes back from the Word file exactly as it was."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eqia.render.docx import compile_word_template, read_docx, render_docx, rows_of

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
    assert read_docx(data, template, rows_of(view), view.facts["not_answered"]) == view.printed


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
    assert read_docx(render_docx(view, template), template, rows_of(view), view.facts["not_answered"]) == view.printed


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
@pytest.mark.parametrize(
    "text", ["", "\n", "\n\n", "a\n", "\na", "- ", "- \n\n- ", "  ", "\t", "-", "Not answered", "{{ 1 }}"]
)
def test_the_texts_that_are_hardest_to_keep(view_of, full, template, path, text):
    view = view_of(full)
    view = replace(view, values=put(view.values, path, text), printed={**view.printed, path: text})
    assert read_docx(render_docx(view, template), template, rows_of(view), view.facts["not_answered"])[path] == text
