"""Bedford's form, word by word: what is printed is pinned here apart from the TOML, and every question has its help."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from textwrap import wrap

import pytest

from eqia import resources
from eqia.assessment.vocabulary import Characteristic, aims_of
from eqia.form.conditions import holds
from eqia.form.definition import Column, Form, Kind, Layout, Question, Section
from eqia.form.loader import load_form, load_pack
from eqia.rules.settings import RuleSettings

BEDFORD = resources.folder("templates") / "bedford"

TITLES = {
    "activity": "About the activity",  # the paper prints no heading above its header block
    "description": "Description of activity",
    "relevance": "Relevance Test",
    "scope": "Scope of equality analysis",
    "evidence": "Evidence, data, information and consultation",
    "duty": "General Equality Duty",
    "impacts": "Impact on equality groups",
    "commissioning": "Commissioned services",
    "actions": "Actions",
    "recommendation": "Recommendation",
    "summary": "Summary of analysis",
    "monitoring": "Monitoring and review",
}

LABELS = {
    "activity.title": "Title of activity / Budget Proposal title and number",
    "activity.budget_proposal": "Title of activity / Budget Proposal title and number",
    "activity.decisions": "Committee meeting (decision maker) and date",
    "activity.service_area": "Service area",
    "activity.lead_officers": "Lead officer",
    "activity.approved_by": "Approved by",
    "activity.approval_date": "Date of approval",
    "activity.description": "Description of activity:",
    "relevance.affects_people": (
        "1. The outcomes of the activity directly and significantly impact on people, e.g. service users, "
        "employees, voluntary and community sector groups."
    ),
    "relevance.affects_groups": "2. The activity could / does affect one or more protected equality groups.",
    "relevance.affects_groups_differently": (
        "3. The activity could / does affect protected equality groups differently."
    ),
    "relevance.could_disadvantage": (
        "4. One or more protected equality groups could be disadvantaged, adversely affected or are at risk of "
        "discrimination as a result of the activity."
    ),
    "relevance.known_inequalities": "5. The activity relates to an area where there are known inequalities.",
    "relevance.significant_change": (
        "6. The activity sets out proposals for significant changes to services, policies etc. and / or "
        "significantly affects how services are delivered."
    ),
    "relevance.relates_to_duty": (
        "7. The activity relates to one or more of the three aims of the Council's equality duty."
    ),
    "relevance.corporate_priority": (
        "8. The activity relates to the Council's Corporate Plan objectives, is a significant activity and / or "
        "presents a high risk to the Council's public reputation."
    ),
    "relevance.analysis_required": "9. An equality analysis of this activity is required.",
    "relevance.no_relevance": (
        "This activity has no relevance to Bedford Borough Council's duty to eliminate unlawful discrimination, "
        "harassment and victimisation; to advance equality of opportunity; and to foster good relations. An "
        "equality analysis is not needed."
    ),
    "relevance.why_not_required": "Explanation why equality analysis is not needed",
    "scope.who_is_affected": "Who is / will be impacted by the activity's aims and outcomes?",
    "scope.groups_affected": "Which particular protected equality groups are likely / will be affected?",
    "evidence.sources": "What evidence have you used to analyse the effects on equality?",
    "evidence.consultation": (
        "What consultation did you carry out with protected equality groups to identify your activity's effect on "
        "equality?"
    ),
    "evidence.findings": "What does this evidence tell you about the different protected groups?",
    "evidence.gaps": (
        "What further research or data do you need to fill any gaps in your understanding of the potential or "
        "known effects of the activity?"
    ),
    "duty": "Which parts of the general equality duty is the activity relevant to?",
    "impacts": "What positive and negative impact will your activity have on equality?",
    "commissioning.contract_measures": (
        "What equality measures will be included in Contracts to help meet the three aims of the general equality duty?"
    ),
    "commissioning.commissioning_cycle": (
        "What steps will be taken throughout the commissioning cycle to meet the different needs of protected "
        "equality groups?"
    ),
    "actions.lessen_negative": "Actions to lessen negative impact",
    "actions.increase_positive": "Actions to increase positive impact",
    "actions.develop_evidence": "Actions to develop equality evidence, information and data",
    "actions.procurement": "Actions to improve equality in procurement / commissioning",
    "actions.other": "Other relevant actions",
    "recommendation.no_major_change": "No major change required",
    "recommendation.adjustments": "Adjustments required",
    "recommendation.justification": "Justification to continue the activity",
    "recommendation.stop": "Stop the activity",
    "summary": "Summary of analysis",
    "monitoring.arrangements": (
        "We have established that we have effective measures in place to monitor the impact of ..."
    ),
    "monitoring.review_date": "Review date",
}

NOT_PRINTED = ["scope.characteristics", "scope.other_groups"]

ACTION_COLUMNS = ["What will be done?", "Who?", "When?", "What will be the outcome?"]

COLUMNS = {
    "duty": [
        "Eliminate discrimination, harassment and victimisation",
        "Advance equality of opportunity",
        "Foster good relations",
    ],
    "impacts": ["Positive impact", "Negative impact", "No impact", "Explanation"],
    "actions.lessen_negative": ACTION_COLUMNS,
    "actions.increase_positive": ACTION_COLUMNS,
    "actions.develop_evidence": ACTION_COLUMNS,
    "actions.procurement": ACTION_COLUMNS,
    "actions.other": ACTION_COLUMNS,
}

GROUPS = {
    "age": "Age",
    "disability": "Disability",
    "gender_reassignment": "Gender reassignment",
    "pregnancy_maternity": "Pregnancy and maternity",
    "race": "Race",
    "religion_belief": "Religion or belief",
    "sex": "Sex",
    "sexual_orientation": "Sexual orientation",
    "marriage_civil_partnership": "Marriage & civil partnership",
    "other": "Other relevant groups",
}

NOTES_LINE = "Please refer to the Equality Analysis Template Notes for guidance on completing this form."

STATEMENT = (
    "In preparing this report, due consideration has been given to the Borough Council's statutory Equality Duty to "
    "eliminate unlawful discrimination, advance equality of opportunity and foster good relations, as set out in "
    "Section 149(1) of the Equality Act 2010."
)

SCREEN = 76
"""Characters of a line of guidance in a terminal of 80 columns, indented."""


@pytest.fixture(scope="module")
def form() -> Form:
    return load_form(BEDFORD / "form.toml")


def _questions(form: Form) -> Iterator[Question]:
    for section in form.sections:
        yield from section.questions


def _asked(form: Form) -> Iterator[tuple[str, Question | Column]]:
    for question in _questions(form):
        yield question.id, question
        for column in question.columns:
            yield f"{question.id}.{column.id}", column


def _section(form: Form, id: str) -> Section:
    return next(section for section in form.sections if section.id == id)


def _lines(text: str, width: int = SCREEN) -> int:
    return sum(len(wrap(paragraph, width)) for paragraph in text.split("\n"))


def test_the_report_has_the_councils_name_and_title(form: Form) -> None:
    assert (form.council, form.title, form.language) == ("Bedford Borough Council", "Equality Analysis Report", "en-GB")


def test_sections_have_the_printed_titles_in_the_forms_order(form: Form) -> None:
    assert [(section.id, section.title) for section in form.sections] == list(TITLES.items())


def test_questions_have_the_printed_labels_in_the_forms_order(form: Form) -> None:
    printed = [(question.id, question.label) for question in _questions(form) if question.printed]
    assert printed == list(LABELS.items())


def test_only_the_ticks_beside_the_scope_are_not_printed(form: Form) -> None:
    assert [question.id for question in _questions(form) if not question.printed] == NOT_PRINTED


def test_tables_have_the_printed_column_headings(form: Form) -> None:
    tables = {
        question.id: [column.label for column in question.columns]
        for section in form.sections
        if section.layout in (Layout.MATRIX, Layout.ACTIONS)
        for question in section.questions
    }
    assert tables == COLUMNS


def test_groups_have_the_printed_names_in_the_forms_order(form: Form) -> None:
    assert [(group.id, group.label) for group in form.groups] == list(GROUPS.items())


def test_the_duty_table_has_nine_rows_and_the_impact_table_ten(form: Form) -> None:
    rows = {question.id: list(question.rows) for question in _questions(form) if question.kind is Kind.MATRIX}
    assert rows == {"duty": list(GROUPS)[:9], "impacts": list(GROUPS)}


def test_the_sentences_above_the_tables_and_the_fixed_texts_are_printed_exactly(form: Form) -> None:
    assert _section(form, "duty").lead == "Which parts of the general equality duty is the activity relevant to?"
    assert _section(form, "impacts").lead == "What positive and negative impact will your activity have on equality?"
    assert _section(form, "description").closing == NOTES_LINE
    assert _section(form, "summary").fixed == STATEMENT


def test_groups_have_the_aims_that_the_law_gives_them(form: Form) -> None:
    for group in form.groups:
        assert set(group.aims) == aims_of(group.id), group.id
        assert group.statutory == (group.id in list(Characteristic)), group.id


def test_without_an_analysis_only_the_explanation_is_asked(form: Form) -> None:
    def asked(answer: str | None) -> tuple[list[str], list[str]]:
        answers = {"relevance.analysis_required": answer}
        sections = [section.id for section in form.sections if holds(section.needed_when, answers.get)]
        relevance = [q.id for q in _section(form, "relevance").questions if holds(q.shown_when, answers.get)]
        return sections, relevance[9:]

    assert asked("no") == (list(TITLES)[:3], ["relevance.no_relevance", "relevance.why_not_required"])
    for answer in ("yes", None, "both", "unreadable"):
        assert asked(answer) == (list(TITLES), [])


def test_every_question_and_column_has_a_prompt_and_a_hint_that_fit_a_page(form: Form) -> None:
    for name, asked in _asked(form):
        assert 1 <= _lines(asked.prompt, 78) <= 3, name
        assert 1 <= _lines(asked.hint) <= 2, name
        assert 1 <= len(asked.short or asked.label) <= 40, name


def test_every_question_and_column_has_whole_help_that_fits_a_screen(form: Form) -> None:
    for name, asked in _asked(form):
        assert asked.help, name
        parts = asked.help.model_dump()
        assert all(text.strip() for text in parts.values()), name
        assert sum(_lines(text) for text in parts.values()) <= 16, name
        assert asked.help.thin != asked.help.good, name


def test_every_section_says_what_it_is_for_in_one_sentence(form: Form) -> None:
    for section in form.sections:
        assert section.purpose.endswith("."), section.id
        assert section.purpose.count(". ") == 0, section.id


def test_only_the_tables_of_groups_speak_of_the_groups_people(form: Form) -> None:
    for question in _questions(form):
        for column in question.columns:
            of_groups = question.kind is Kind.MATRIX
            assert ("{people}" in column.prompt) == of_groups, f"{question.id}.{column.id}"
            assert bool(column.pick) == (of_groups and column.id != "explanation"), f"{question.id}.{column.id}"
        assert "{" not in question.prompt, question.id


def test_short_names_tell_the_questions_apart(form: Form) -> None:
    shorts = [question.short for question in _questions(form)]
    assert len(shorts) == len(set(shorts))


def test_optional_questions_are_those_that_may_stay_empty(form: Form) -> None:
    optional = {question.id for question in _questions(form) if question.optional}
    assert optional == {
        "activity.budget_proposal",
        "activity.approved_by",
        "activity.approval_date",
        "scope.other_groups",
        "commissioning.contract_measures",
        "commissioning.commissioning_cycle",
        *(path for path in LABELS if path.startswith("actions.")),
    }


def test_no_word_of_the_form_gives_a_verdict() -> None:
    words = (BEDFORD / "form.toml").read_text(encoding="utf-8").lower()
    for verdict in ("compliant", "compliance", "complies", "passes the duty", "is lawful", "is unlawful"):
        assert verdict not in words, verdict


def test_the_words_keep_to_plain_marks() -> None:
    """Straight apostrophes and quotation marks, as in the council's own form; no tab, no stray blank."""
    text = (BEDFORD / "form.toml").read_text(encoding="utf-8")
    assert {mark for mark in text if not mark.isascii()} <= {"£"}
    assert not [line for line in text.splitlines() if line != line.rstrip() or "\t" in line or "  " in line]


def test_the_pack_names_itself_and_its_version() -> None:
    facts = load_pack("bedford").facts
    assert (facts.council, facts.version, facts.extends) == ("bedford", "1.0.0", "")


def test_the_packs_rule_settings_are_the_defaults_of_the_rules() -> None:
    rules = tomllib.loads((BEDFORD / "pack.toml").read_text(encoding="utf-8"))["rules"]
    rules["forces_analysis"] = tuple(rules["forces_analysis"])
    rules["together"] = tuple(frozenset(pair) for pair in rules["together"])
    assert RuleSettings(**rules) == RuleSettings()
