"""What a template of a web page can do, and what it is told when it tries more."""

import pytest

from eqia.errors import PackError
from eqia.render.html_engine import PackEnvironment, fill_template, read_template

VALUES = {
    "text": "R&D <b>",
    "row": {"label": "Age", "items": "3", "cells": [{"text": "a"}, {"text": "bcd"}]},
    "no": False,
}


def filled(template: str) -> str:
    return fill_template(read_template(PackEnvironment({}), template, "report.html"), VALUES, "report.html")


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ text }}", "R&amp;D &lt;b&gt;"),
        ("{% for cell in row.cells %}{{ loop.index }}{{ cell.text }} {% endfor %}", "1a 2bcd "),
        ("{% if not no and text %}yes{% else %}no{% endif %}", "yes"),
        ("{{ row.cells|map(attribute='text')|map('length')|max }}", "3"),
        ("{% macro say(x) %}<i>{{ x }}</i>{% endmacro %}{{ say(text) }}", "<i>R&amp;D &lt;b&gt;</i>"),
        ("{{ row['items'] }}", "3"),
    ],
)
def test_a_template_looks_up_chooses_repeats_and_prints(template, text):
    assert filled(template) == text


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ text.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ lipsum.__globals__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ self }}",
        "{{ row.items }}",
        "{{ text.upper() }}",
        "{{ '{0.__class__}'.format(text) }}",
        "{{ text|attr('__class__') }}",
        "{{ text|safe }}",
        "{{ text|format('x') }}",
        "{{ text|center(1000000000) }}",
        "{% autoescape false %}{{ text }}{% endautoescape %}",
        "{% for number in range(1000000000) %}x{% endfor %}",
        "{{ 'a' * 1000000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ text ~ text }}",
        "{% set text = 'x' %}",
        "{% include '/etc/passwd' %}",
        "{% import '/etc/passwd' as x %}",
        "{% extends '/etc/passwd' %}",
        "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
        "{% for cell in row.cells recursive %}{{ loop(row.cells) }}{% endfor %}",
        "{{ text < 3 }}",
        "{{ nothing }}",
        "{{ row.nothing }}",
        "{{ " + "(" * 3000 + "text" + ")" * 3000 + " }}",
        "{% debug %}",
    ],
)
def test_whatever_else_it_tries_is_refused_in_a_sentence(template):
    with pytest.raises(PackError, match=r"report\.html"):
        filled(template)


def test_the_line_is_named():
    with pytest.raises(PackError, match='line 3 cannot be filled in: it names "nothing", which no assessment has'):
        filled("a\nb\n{{ nothing }}")
    with pytest.raises(PackError, match=r"line 2 cannot be filled in: }} stands where a name belongs"):
        filled("a\n{{ }}")
    with pytest.raises(PackError) as raised:
        filled("{{ 1 + 1 }}\n{{ text }}\n{% set x = 1 %}{{ text ~ text }}")
    assert raised.value.faults == ("line 1 calculates.", "line 3 sets a name.", "line 3 joins texts with ~.")
