"""Every Word file that eqia makes passes the rules of Word's Accessibility Checker that a machine can check."""

import re
from datetime import date

import pytest
from lxml import etree

from eqia.documents import Format, make_document
from eqia.wordml.archive.package import DOCUMENT, read_parts
from eqia.wordml.judging.accessibility import find_barriers
from eqia.wordml.judging.contrast import LEAST
from eqia.wordml.looks.colours import ratio_of
from eqia.workflows import check_assessment, make_documents, open_assessment

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
SAMPLES = (
    "bedford-education-improvement-strategy",
    "bedford-school-improvement-2018-as-published",
    "bedford-school-improvement-2018-completed",
    "hertfordshire-school-improvement",
    "hillingdon-school-improvement-2020-2023",
    "north-west-inclusion-workstream",
    "not-required",
)


@pytest.fixture(scope="module", params=[*SAMPLES, "nothing", "everything", "no analysis"])
def parts(request, samples, bedford, view_of, full):
    """The parts of the Word file of each sample, and of the extremes."""
    by_name = {path.stem: path for path in samples}
    assert set(by_name) == set(SAMPLES)
    if request.param in by_name:
        opened = open_assessment(by_name[request.param])
        draft = bool(check_assessment(opened, date(2026, 1, 1)))
        return read_parts(make_documents(opened, [Format.DOCX], draft)[Format.DOCX])
    answers = {"nothing": {}, "everything": full, "no analysis": {"relevance": {"analysis_required": "no"}}}
    return read_parts(make_document(view_of(answers[request.param]), bedford, Format.DOCX))


@pytest.fixture
def root(parts):
    return etree.fromstring(parts[DOCUMENT])


def value(node, path):
    found = node.find(path)
    return found.get(f"{W}val") if found is not None else None


def test_nothing_shuts_a_reader_out(parts):
    assert find_barriers(parts, "en-GB") == []


def test_the_file_has_a_title_that_is_no_mark(parts):
    title = re.search(rb"<dc:title>(.+?)</dc:title>", parts["docProps/core.xml"])
    assert title is not None
    assert title[1].startswith(b"Equality Analysis Report")
    assert b"{" not in title[1]


def test_no_mark_of_the_template_is_left(root):
    assert not [text for text in root.itertext() if re.search(r"\{\{|\}\}|\{%|%\}", text)]


def test_every_tick_box_says_which_group_or_question_it_is_of(root):
    titles = [value(box.getparent(), f"{W}alias") for box in root.iter(f"{W14}checkbox")]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    if "Age: Positive impact" in titles:
        assert "Other relevant groups: No impact" in titles


def test_every_table_has_one_heading_row_which_repeats(root):
    for table in root.iter(f"{W}tbl"):
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.findall(f"{W}tr")]
        assert heads[0]
        assert not any(heads[1:])
        assert value(table, f"{W}tblPr/{W}tblCaption")
        assert value(table, f"{W}tblPr/{W}tblDescription")


def test_nothing_floats_and_no_cell_is_merged(root):
    for name in ("gridSpan", "vMerge", "hMerge", "framePr", "pict", "drawing", "object", "txbxContent"):
        assert not [*root.iter(f"{W}{name}")]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("000000", "FFFFFF", 21.0), ("FFFFFF", "FFFFFF", 1.0), ("767676", "FFFFFF", 4.54), ("777777", "FFFFFF", 4.48)],
)
def test_contrast_is_that_of_the_guidelines(one, other, ratio):
    """The grey #767676 is the lightest that passes on white."""
    assert ratio_of(one, other) == pytest.approx(ratio, abs=0.005)
    assert ratio_of(other, one) == ratio_of(one, other)
    assert (ratio_of("767676", "FFFFFF") >= LEAST) is (ratio_of("777777", "FFFFFF") < LEAST)
