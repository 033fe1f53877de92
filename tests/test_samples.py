"""The sample assessments: complete, ours, without names, and with the findings that they are there to show."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from eqia.assessment.paths import walk
from eqia.assessment.store import to_json
from eqia.assessment.vocabulary import OTHER_GROUPS, Characteristic
from eqia.concepts.model import Concepts
from eqia.resources import folder
from eqia.rules.check import check
from eqia.rules.findings import Findings, Gate, Severity

AS_PUBLISHED = "bedford-school-improvement-2018-as-published"
COMPLETED = "bedford-school-improvement-2018-completed"
NOT_REQUIRED = "not-required"
SAMPLES = (
    AS_PUBLISHED,
    COMPLETED,
    "bedford-education-improvement-strategy",
    "hertfordshire-school-improvement",
    "hillingdon-school-improvement-2020-2023",
    "north-west-inclusion-workstream",
    NOT_REQUIRED,
)
ANALYSES = tuple(name for name in SAMPLES if name not in (AS_PUBLISHED, NOT_REQUIRED))
TODAY = date(2026, 11, 22)

NAMES_IN_THE_SOURCES = frozenset(
    {
        "8241582491b9f76302afd6d1aa2bc4947395b9bb625622e2061a93bfaf423670",
        "5ff206dfa61ad9d5e238fcc880f1a5fe03acb06cd482e0d0b4a84e7fd38716ce",
        "e7321edc66123e48e75fea51a838c07566dc665e13f31feadce08dabee0ef318",
        "6aa7ab724428d26b73dd41c76786dfa35aca0edb66144b95d6ced906b4369525",
        "636ee37e8db4202e9d7f5ddbbc6c58aeb0aa9abda85ca969b41a46911095816a",
    }
)
"""SHA-256 of the names of people in the sources, in small letters: the names do not stand here either."""

CONTACT = re.compile(r"\S@\S|\b0\d{3,4} ?\d{6}\b|\b0\d{2} ?\d{4} ?\d{4}\b")

FAULTS_OF_2018 = {"AC02", "AC03", "EV12", "IM01", "IM03", "MO02", "RE01", "RT01", "RT17", "SC03"}
"""Errors that the report of 2018 is there to show."""

CONCERNS_OF_2018 = {
    "AN03", "AN06", "AN08", "AN12", "AN14", "AN17", "DU04", "EV01", "EV03", "EV05", "EV08", "EV13", "EV15", "IM08",
    "IM09", "IM11", "IM12", "MO05", "RE13", "RE14", "RT22", "RT23", "SC02", "WH01",
}  # fmt: skip
"""Warnings that it is there to show."""

FREE_OF_2018 = {"AC05", "AC06", "AC07", "AC08", "EV07", "MO03", "RE02", "RE05", "RE06", "RE07", "RT02", "RT04"}
"""Rules that must not fire on it: on a blank consultation, missing evidence, double ticks, dates out of order."""


def read(name: str) -> str:
    return (folder("samples") / f"{name}.json").read_text(encoding="utf-8")


def load(name: str) -> Concepts:
    return Concepts.model_validate_json(read(name))


def found(name: str) -> Findings:
    return check(load(name), today=TODAY)


def rules_of(findings: Findings, severity: Severity) -> set[str]:
    return {finding.rule for finding in findings.of(severity, Gate.PUBLICATION)}


def people_in(text: str, hashes: frozenset[str]) -> list[str]:
    """The pairs of neighbouring words whose hash is one of ``hashes``."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    pairs = (f"{first} {second}" for first, second in pairwise(words))
    return [pair for pair in pairs if hashlib.sha256(pair.encode()).hexdigest() in hashes]


def prose(assessment: Concepts) -> Iterator[str]:
    return (leaf for _, leaf in walk(assessment) if isinstance(leaf, str))


def test_the_folder_holds_the_seven_samples_and_their_explanation() -> None:
    files = {path.name for path in Path(folder("samples")).iterdir()}
    assert files == {f"{name}.json" for name in SAMPLES} | {"README.md"}


def test_the_explanation_names_every_sample() -> None:
    explanation = (folder("samples") / "README.md").read_text(encoding="utf-8")
    assert [name for name in SAMPLES if f"`{name}.json`" not in explanation] == []


@pytest.mark.parametrize("name", SAMPLES)
class TestEverySample:
    def test_is_written_as_the_program_writes_files(self, name: str) -> None:
        assert to_json(load(name)) == read(name)

    def test_says_that_it_is_an_illustration_which_no_council_approved(self, name: str) -> None:
        notice = load(name).notice
        assert notice.startswith("Illustration. ")
        assert "approved it." in notice

    def test_names_posts_and_no_persons(self, name: str) -> None:
        activity = load(name).activity
        people = (*activity.lead_officers, *activity.approved_by)
        assert all(person.post and not person.name for person in people)
        assert people_in(read(name), NAMES_IN_THE_SOURCES) == []

    def test_holds_no_address_and_no_telephone_number(self, name: str) -> None:
        assert CONTACT.findall(read(name)) == []

    def test_shows_every_row_of_both_tables_in_the_order_of_the_form(self, name: str) -> None:
        groups = [str(characteristic) for characteristic in Characteristic]
        assert list(load(name).duty) in ([], groups)
        assert list(load(name).impacts) in ([], [*groups, OTHER_GROUPS])

    def test_has_no_white_space_left_over(self, name: str) -> None:
        assert [text for text in prose(load(name)) if text != text.strip() or "  " in text] == []


def test_a_name_is_found_wherever_it_stands() -> None:
    planted = frozenset({hashlib.sha256(b"ann example").hexdigest()})
    assert people_in("Approved by Ann\nExample, director", planted) == ["ann example"]


@pytest.mark.parametrize("text", ["Tel. 01234 567890", "020 7946 0000", "ea@council.example"])
def test_an_address_or_a_number_is_found(text: str) -> None:
    assert CONTACT.search(text)


@pytest.mark.parametrize("name", [AS_PUBLISHED, COMPLETED])
def test_the_samples_of_2018_are_as_long_as_real_reports(name: str) -> None:
    assert 20_000 < len(read(name)) < 32_000


class TestTheReportOf2018:
    def test_keeps_its_answers(self) -> None:
        relevance = list(load(AS_PUBLISHED).relevance.model_dump().values())
        assert relevance == ["unreadable", "yes", "no", "no", "no", "no", "yes", "yes", "yes", False, ""]

    def test_has_no_tick_in_the_impact_table_and_four_explanations(self) -> None:
        impacts = load(AS_PUBLISHED).impacts
        assert not any(row.positive or row.negative or row.none for row in impacts.values())
        assert [group for group, row in impacts.items() if row.explanation] == ["age", "disability", "race", "sex"]

    def test_says_the_same_under_one_aim_for_four_groups(self) -> None:
        rows = [row.model_dump() for row in load(AS_PUBLISHED).duty.values()]
        said = [{aim: text.rstrip(".") for aim, text in row.items() if text} for row in rows if any(row.values())]
        assert len(said) == 4
        assert all(row == said[0] and list(row) == ["advance_equality"] for row in said)

    def test_keeps_what_is_blank_and_what_is_no_date(self) -> None:
        report = load(AS_PUBLISHED)
        assert (report.activity.approval_date.text, report.activity.decisions[0].date.text) == ("", "")
        assert (report.evidence.gaps, report.actions.other, report.reference) == ("N/A", (), "")
        assert not any(report.recommendation.model_dump().values())
        assert report.monitoring.review_date.text == "Monthly and termly review with different partners now until 2021"

    def test_keeps_the_paragraph_that_stands_in_three_places(self) -> None:
        report = load(AS_PUBLISHED)
        copied = report.commissioning.commissioning_cycle
        assert copied == report.actions.procurement[0].what
        assert report.monitoring.arrangements.endswith(copied)

    def test_has_the_faults_it_is_there_to_show_and_no_other(self) -> None:
        errors = rules_of(found(AS_PUBLISHED), Severity.ERROR)
        assert errors == FAULTS_OF_2018

    def test_has_the_concerns_it_is_there_to_show(self) -> None:
        warnings = rules_of(found(AS_PUBLISHED), Severity.WARNING)
        assert CONCERNS_OF_2018 - warnings == set()

    def test_has_no_finding_about_what_is_in_order(self) -> None:
        assert {finding.rule for finding in found(AS_PUBLISHED)} & FREE_OF_2018 == set()


@pytest.mark.parametrize("name", [COMPLETED, NOT_REQUIRED])
def test_these_are_clear_at_publication_without_a_warning(name: str) -> None:
    findings = found(name)
    due = (finding for level in (Severity.ERROR, Severity.WARNING) for finding in findings.of(level, Gate.PUBLICATION))
    assert [(finding.rule, finding.message) for finding in due] == []


@pytest.mark.parametrize("name", ANALYSES)
def test_the_other_analyses_are_clear_at_publication_with_two_warnings_at_most(name: str) -> None:
    assert rules_of(found(name), Severity.ERROR) == set()
    assert len(found(name).of(Severity.WARNING, Gate.PUBLICATION)) <= 2


@pytest.mark.parametrize("name", ANALYSES)
def test_an_analysis_answers_every_question(name: str) -> None:
    assessment = load(name)
    rows = list(assessment.impacts.values())
    assert set(assessment.relevance.model_dump(exclude={"no_relevance", "why_not_required"}).values()) <= {"yes", "no"}
    assert all(row.explanation and (row.positive or row.negative or row.none) for row in rows)
    assert any(assessment.recommendation.model_dump().values())
    assert len({row.explanation for row in rows}) == len(rows)


def test_between_them_the_samples_show_three_recommendations_and_negative_impacts() -> None:
    shown = {name: load(name) for name in ANALYSES}
    negative = {name for name, sample in shown.items() if any(row.negative for row in sample.impacts.values())}
    assert any(shown[name].recommendation.adjustments and shown[name].actions.lessen_negative for name in negative)
    assert [name for name in negative if shown[name].recommendation.justification] == [
        "hillingdon-school-improvement-2020-2023"
    ]
    assert [name for name, sample in shown.items() if sample.recommendation.no_major_change] == [
        "hertfordshire-school-improvement"
    ]


def test_the_activity_that_needs_no_analysis_says_why_and_nothing_else() -> None:
    sample = load(NOT_REQUIRED)
    answers = sample.relevance.model_dump()
    assert set(list(answers.values())[:9]) == {"no"}
    assert sample.relevance.no_relevance is True
    assert len(sample.relevance.why_not_required) > 400
    analysis = json.loads(to_json(sample))
    assert not any(any(analysis[section].values()) for section in ("scope", "evidence", "commissioning", "monitoring"))
