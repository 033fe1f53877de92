"""What a hostile or a much edited document holds thousands of is read in a time that grows as their number does."""

import time

import pytest
from lxml import etree

from eqia.concepts.model import Concepts
from eqia.review.returned.read import read_returned
from eqia.wordml.names import W, parse, serialise

from .edits import paragraph_with

GAPS = Concepts(evidence={"gaps": "We lack figures."})
BY = 'w:author="x" w:date="2026-05-04T10:00:00Z"'
MOST = 3
"""Times the work that twice as much may take; where each piece looks at all the others it is four times."""


def elements(text):
    return list(etree.fromstring(f'<x xmlns:w="{W}">{text}</x>'))


def tracked(paragraph, parts, number):
    pieces = (f'<w:ins w:id="{n}" {BY}><w:r><w:t>a</w:t></w:r></w:ins><w:r><w:t>b</w:t></w:r>' for n in range(number))
    paragraph.extend(elements("".join(pieces)))


def deleted_ends(paragraph, parts, number):
    end = '<w:pPr><w:rPr><w:del w:id="{}" {}/></w:rPr></w:pPr>'
    pieces = (f"<w:p>{end.format(n, BY)}<w:r><w:t>a</w:t></w:r></w:p>" for n in range(number))
    for each in reversed(elements("".join(pieces))):
        paragraph.addnext(each)


def chained_styles(paragraph, parts, number):
    sheet = parse(parts["word/styles.xml"])
    one = '<w:style w:type="paragraph" w:styleId="S{}"><w:name w:val="s{}"/><w:basedOn w:val="S{}"/></w:style>'
    sheet.extend(elements("".join(one.format(n, n, n + 1) for n in range(number))))
    parts["word/styles.xml"] = serialise(sheet)


def attributes(paragraph, parts, number):
    many = " ".join(f"a{n}='1'" for n in range(number))
    (run,) = elements(f"<w:r {many}><w:t>a</w:t></w:r>")
    paragraph.append(run)


def controls(paragraph, parts, number):
    for each in elements("<w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>" * number):
        paragraph.addnext(each)


CASES = [(tracked, 4000), (deleted_ends, 4000), (chained_styles, 5000), (attributes, 40_000), (controls, 4000)]


@pytest.mark.parametrize(("put", "number"), CASES)
def test_twice_as_much_takes_about_twice_as_long(docx, edit, put, number):
    data = docx(GAPS)

    def seconds(many):
        made = edit(data, lambda root, parts: put(paragraph_with(root, "We lack"), parts, many))
        begin = time.process_time()
        read_returned(made)
        return time.process_time() - begin

    seconds(1)
    once, twice = (min(seconds(many) for _ in range(2)) for many in (number, 2 * number))
    assert twice < MOST * once + 0.1
