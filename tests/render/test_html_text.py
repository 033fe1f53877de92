"""The web page is read back, and holds nothing but words and tables."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eqia.characters.drawing import undrawable
from eqia.errors import PackError, RenderError
from eqia.render.html import render_html
from eqia.render.html_text import POLICY, Page, differences, style_faults


@pytest.fixture
def page(view_of, full, look):
    return render_html(view_of(full), look.template, look.style)


def test_everything_that_was_answered_is_read_back(view_of, full, look):
    for answers in ({}, full, {**full, "relevance": {"analysis_required": "no"}}):
        view = view_of(answers)
        read = Page(render_html(view, look.template, look.style)).fields()
        assert list(differences(view, read)) == []
        assert len([path for path in read if path in view.printed]) == len(view.printed)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(
        st.one_of(st.characters(), st.sampled_from("ab -\n\t.“–é&<>{}%☐☒\u00ad\u00a0\u0301\u200f")), max_size=200
    )
)
def test_any_text_that_can_be_drawn_comes_back(view_of, look, text):
    for bad in undrawable({"": text}):
        text = text.replace(bad.character, "")
    view = view_of({"summary": text, "impacts": {"age": {"explanation": text}}})
    assert list(differences(view, Page(render_html(view, look.template, look.style)).fields())) == []


def test_a_box_is_read_as_ticked_not_ticked_or_not_to_be_made_out(view_of, full, look):
    read = Page(render_html(view_of(full), look.template, look.style)).fields()
    assert [read[f"impacts.age.{box}"] for box in ("positive", "negative", "none")] == [True, False, "unreadable"]
    marked = Page(render_html(view_of({"summary": "☒"}), look.template, look.style)).fields()
    assert marked["summary"] == "☒"


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("{{ question.text|prose }}", "", "activity.description"),
        ("question.text|prose", "question.text|truncate(9)|prose", "activity.description"),
        ("{%- if cell.ticked %}☒", "{%- if not cell.ticked %}☒", "relevance.affects_people.yes"),
        ('data-field="{{ cell.path }}"', "", "impacts.age.explanation"),
        ("question.text|prose }}", "question.text|prose }}<ul><li>one more</li></ul>", "summary"),
    ],
)
def test_a_template_that_loses_or_changes_an_answer_is_found_out(view_of, full, look, old, new, path):
    assert old in look.template
    with pytest.raises(RenderError, match=re.escape(path)):
        render_html(view_of(full), look.template.replace(old, new), look.style)


@pytest.mark.parametrize(
    "addition",
    [
        "<script>alert(1)</script>",
        '<img src="https://example.org/x.png">',
        "<svg><circle r='1'/></svg>",
        '<iframe src="x"></iframe>',
        '<object data="x"></object>',
        '<embed src="x">',
        '<form action="https://example.org"><input name="x"></form>',
        '<link rel="stylesheet" href="https://example.org/x.css">',
        '<base href="https://example.org">',
        '<meta http-equiv="refresh" content="0; url=https://example.org">',
        '<a href="javascript:alert(1)">x</a>',
        '<a href="file:///etc/passwd">x</a>',
        '<p onclick="alert(1)">x</p>',
        '<p style="background: url(https://example.org)">x</p>',
        '<p background="https://example.org">x</p>',
        "<style>@import 'https://example.org/x.css';</style>",
        "<style>p { background: url(https://example.org) }</style>",
        '<title><p title="</title><script>alert(1)</script>"></title>',
        "<template><script>alert(1)</script></template>",
        "<noscript><p>x</p></noscript>",
        "<textarea></textarea>",
        '<video src="x"></video>',
        "<math><mtext>x</mtext></math>",
    ],
)
def test_a_page_that_could_do_or_fetch_anything_is_refused(view_of, look, addition):
    with pytest.raises(PackError, match="what no report may hold"):
        render_html(view_of(), look.template.replace("</main>", f"{addition}</main>"), look.style)


def test_the_words_beside_and_above_each_field_are_known(page):
    labels = {path: words for path, *words in Page(page).labels()}
    assert labels["activity.service_area"] == ["Service area", "Answer"]
    assert labels["activity.description"] == ["Description of activity:", ""]
    assert labels["relevance.known_inequalities.no"][0].startswith("5. The activity relates")
    assert labels["relevance.known_inequalities.no"][1] == "No"
    assert labels["impacts.race.none"] == ["Race", "No impact"]
    assert labels["actions.other.1.who"] == ["Other relevant actions", "Who?"]


@pytest.mark.parametrize("link", ["#summary", "https://www.example.org/equality", "mailto:equality@example.org"])
def test_a_link_that_only_a_person_follows_is_allowed(view_of, look, link):
    template = look.template.replace("</main>", f'<p><a href="{link}">x</a></p></main>')
    assert link in render_html(view_of(), template, look.style)


def test_a_page_tells_browsers_to_run_and_fetch_nothing(page, view_of, look):
    assert f'content="{POLICY}"' in page
    with pytest.raises(PackError, match="Content-Security-Policy"):
        render_html(view_of(), look.template.replace("default-src 'none'", "default-src *"), look.style)


@pytest.mark.parametrize(
    "style",
    [
        "a { background: url(x) }",
        "a { background: u\\72l(http://example.org) }",
        "a { background: URL('x') }",
        "@import 'x';",
        "@\\69mport 'x';",
        "@media print { a { background: url(x) } }",
        "@font-face { font-family: X; src: url(file:///etc/passwd) }",
        "a { background: image-set('x' 1x) }",
        "a { background: -webkit-image-set('x' 1x) }",
        "a { --x: url(y) }",
        "a { color: red } </style><script>",
    ],
)
def test_a_style_sheet_that_asks_for_something_is_refused_with_its_line(view_of, look, style):
    with pytest.raises(PackError, match=r"line 2 holds"):
        render_html(view_of(), look.template, f"p {{ margin: 0 }}\n{style}")


def test_the_packs_own_style_sheet_asks_for_nothing(look):
    assert style_faults(look.style) == ()
