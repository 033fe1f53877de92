"""Every fault that staff can make in report.html and report.css is caught, with what to do."""

import re

import pytest

FAULTS = [
    (
        "{{ question.text|prose }}",
        "",
        "Section 2, Description of activity, .*: the page does not show the answer as it was given",
    ),
    ("question.text|prose", "question.text|upper|prose", "Section 11, .*does not show the answer as it was given"),
    (' data-field="{{ cell.path }}">{{ cell', ">{{ cell", 'in an element with data-field="impacts.age.explanation"'),
    ("{%- if cell.ticked %}", "{%- if not cell.ticked %}", "Section 3, Relevance Test, .*does not show the answer"),
    ("{{ answer(question) }}</div>", "{{ answer(question) }}</div><p data-field='summary'></p>", "more than once"),
    ("{{ facts.council }}", "{{ facts.kouncil }}", 'line .* it names "kouncil", which no assessment has'),
    ("{% endfor %}", "", "line .* cannot be filled in"),
    ("{{ facts.council }}", "{{ ''.__class__.__mro__ }}", 'line .* it looks into "__class__"'),
    (
        "{{ facts.council }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        'line .* it looks into "__init__"',
    ),
    ("{{ facts.council }}", "{% for x in range(1000000000) %}x{% endfor %}", "line .*not a macro of its own"),
    ("{{ facts.council }}", "{{ facts.council ~ 'x' * 1000000000 }}", r"line \d+ calculates"),
    ("{{ facts.council }}", "{{ facts.council|safe }}", 'line .* there is no filter "safe"'),
    ("<main>", "<main><script>alert(1)</script>", "the page holds <script>, line"),
    ("<main>", '<main><img src="https://example.org/x.png">', "the page holds <img>, line"),
    ("<main>", '<main><p onclick="x()">x</p>', r'the page holds onclick="x\(\)" on <p>, line'),
    ("<main>", '<main><p style="background: url(x)">x</p>', "the page holds style="),
    ("<main>", "<main><style>@import 'x';</style>", "the page holds a style sheet .*asks for another file"),
    (' lang="{{ facts.language }}"', "", "does not name its language"),
    ("{{ facts.title }}{% if facts.name %}: {{ facts.name }}{% endif %}</title>", "</title>", "has no title"),
    ("<h1", "<h1>A</h1><h1", "must have one heading"),
    (' aria-labelledby="{{ section.id }}"', "", 'the table "answers" has no name for screen readers'),
    (' scope="col"', "", 'the table "header" has no row of <th scope="col">'),
    ('{% if facts.stamp %}<p class="stamp">{{ facts.stamp }}</p>{% endif %}', "", "the word DRAFT is shown nowhere"),
    ('<div class="notice">{{ facts.notice|prose }}</div>', "", "the notice of the assessment is shown nowhere"),
    ("Content-Security-Policy", "X", "Put it first into the head"),
]
"""Changes of the page's template, and what is said of each."""

WARNINGS = [
    (">{{ question.label }}</th>", ">Question</th>", 'stands beside "Question"; form.toml says "Service area"'),
    ("{{ head(column.label", '{{ head("Column"', 'it stands under "Column"; form.toml says "Positive impact"'),
    ("Digest of the answers: {{ facts.digest }}.", "", "the digest of the answers is shown nowhere"),
    (
        '<p class="lead">{{ section.fixed }}</p>',
        "",
        'section "Summary of analysis": the page nowhere says "In preparing',
    ),
    ("{{ facts.not_needed }}", "", "does not say of a section that it is not needed"),
]

STYLES = [
    ("p { background: url(https://example.org/x.png) }", "asks for something outside the pack"),
    ("@import 'https://example.org/x.css';", "asks for another file"),
    ("@font-face { font-family: X; src: url(file:///etc/passwd) }", "asks for something outside the pack"),
    ("p { color: red } </style><script>alert(1)</script>", "would end the style sheet"),
    (".answers li { display: none }", "the PDF does not show the answer as it was given"),
]


def said(faults, sentence, *, warning):
    return [fault.text for fault in faults if fault.warning is warning and re.search(sentence, fault.text)]


def test_the_page_of_the_program_has_no_fault_and_no_warning(page):
    assert page() == []


@pytest.mark.parametrize(("old", "new", "sentence"), FAULTS)
def test_a_spoilt_page_is_named(page, old, new, sentence):
    found = page(old, new)
    assert said(found, sentence, warning=False), found


@pytest.mark.parametrize(("old", "new", "sentence"), WARNINGS)
def test_what_is_only_doubtful_is_a_warning(page, old, new, sentence):
    found = page(old, new)
    assert said(found, sentence, warning=True), found
    assert [fault for fault in found if not fault.warning] == []


@pytest.mark.parametrize(("style", "sentence"), STYLES)
def test_a_spoilt_style_sheet_is_named(page, style, sentence):
    found = page(style=style)
    assert said(found, sentence, warning=False), found
