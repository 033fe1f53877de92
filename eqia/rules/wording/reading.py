"""What text rules ask of an assessment: its answers as words, read once, and the groups they mention."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eqia.assessment.vocabulary import OTHER_GROUPS
from eqia.rules.agreement import NINE
from eqia.rules.context import KINDS_OF_ACTION, Context
from eqia.rules.findings import Quote
from eqia.rules.language.groups import PEOPLE, Mention, Subgroup, Vocabulary, vocabulary
from eqia.rules.language.negation import is_denied, said
from eqia.rules.language.places import any_within
from eqia.rules.language.terms import Match, Terms, terms
from eqia.rules.language.words import Sentence, Text, read

TITLE = "activity.title"
DESCRIPTION = "activity.description"
WHO = "scope.who_is_affected"
GROUPS = "scope.groups_affected"
SOURCES = "evidence.sources"
CONSULTATION = "evidence.consultation"
FINDINGS = "evidence.findings"
GAPS = "evidence.gaps"
SUMMARY = "summary"
ARRANGEMENTS = "monitoring.arrangements"


def text_at(context: Context, path: str) -> Text:
    """The answer at a path as words; a text without words where the answer is blank or filler."""
    texts = context.once(_texts)
    if path not in texts:
        texts[path] = read("" if context.blank(path) else context.text(path))
    return texts[path]


def find_at(context: Context, name: str, *paths: str) -> list[tuple[str, Match]]:
    """The terms of a word list in several answers, each with its path."""
    return [(path, match) for path in paths for match in terms(name).find(text_at(context, path))]


def said_at(context: Context, name: str, *paths: str) -> list[tuple[str, Match]]:
    """The terms of a word list that several answers affirm, each with its path."""
    return [(path, match) for path in paths for match in said(terms(name), text_at(context, path))]


def says(context: Context, name: str, *paths: str) -> bool:
    """Whether one of the answers affirms a term of a word list."""
    return any(said(terms(name), text_at(context, path)) for path in paths)


def beside(found: Iterable[tuple[str, Match]], name: str) -> list[tuple[str, Match]]:
    """The terms in whose sentence a word list affirms a term too."""
    list = terms(name)
    return [(path, match) for path, match in found if _has_beside(match, list)]


def quotes(found: Iterable[tuple[str, Match]], most: int = 3) -> tuple[Quote, ...]:
    """The passages around terms, exactly as written, each once."""
    shown: dict[Quote, None] = {}
    for path, match in found:
        if len(shown) == most:
            break
        shown[Quote(path, match.passage)] = None
    return tuple(shown)


def sentence_quote(path: str, text: Text, sentence: Sentence) -> Quote:
    """A sentence as a quotation, cut to a sensible length."""
    return Quote(path, text.passage(sentence.first, sentence.first))


def words_of(context: Context) -> Vocabulary:
    """The vocabulary of groups, with those that the council added to the form."""
    return context.once(_vocabulary)


def mentions_at(context: Context, *paths: str) -> Iterator[tuple[str, Mention]]:
    """The mentions of groups in several answers, each with its path."""
    known = words_of(context)
    for path in paths:
        for mention in known.mentions(text_at(context, path)):
            yield path, mention


def groups_at(context: Context, *paths: str) -> set[str]:
    """The ids of the groups that several answers mention."""
    known = words_of(context)
    return {group for path in paths for group in known.groups_in(text_at(context, path))}


def subgroups_at(context: Context, *paths: str) -> set[Subgroup]:
    """The subgroups that several answers mention."""
    known = words_of(context)
    return {subgroup for path in paths for subgroup in known.subgroups_in(text_at(context, path))}


def people_at(context: Context, *paths: str) -> dict[Subgroup, tuple[str, Mention]]:
    """The subgroups whose people several answers name and do not deny, each with the first place that does."""
    found: dict[Subgroup, tuple[str, Mention]] = {}
    for path, mention in mentions_at(context, *paths):
        if mention.kind == PEOPLE and not is_denied(mention.match):
            found.setdefault(mention.subgroup, (path, mention))
    return found


def own_groups(context: Context) -> list[str]:
    """The groups that can be looked for by their words: all but the row for others, which may be about anybody."""
    return [group for group in context.groups if group != OTHER_GROUPS]


def explanation(group: str) -> str:
    """The path of a group's explanation in the impact table."""
    return f"impacts.{group}.explanation"


def explanations(context: Context) -> list[str]:
    """The paths of all explanations that hold words."""
    return [path for group in context.groups if text_at(context, path := explanation(group)).words]


def duty_cells(context: Context) -> list[str]:
    """The paths of all cells of the duty table that hold words."""
    return [
        path
        for group, row in context.assessment.duty.items()
        for aim in type(row).model_fields
        if text_at(context, path := f"duty.{group}.{aim}").words
    ]


def action_texts(context: Context, *kinds: str) -> list[str]:
    """The paths of what actions do and bring, of the kinds named or of all."""
    rows = (path for path, _ in context.actions(*(kinds or KINDS_OF_ACTION)))
    return [f"{path}.{field}" for path in rows for field in ("what", "outcome")]


def _has_beside(match: Match, list: Terms) -> bool:
    """Whether the sentence of a term affirms one of a list."""
    sentence = match.text.sentence_of(match.first)
    return any_within(said(list, match.text), sentence.first, sentence.end)


def _texts(_: Context) -> dict[str, Text]:
    return {}


def _vocabulary(context: Context) -> Vocabulary:
    own = [group for group in context.groups if group not in NINE and group != OTHER_GROUPS]
    return vocabulary(tuple((group, context.labels.group(group)) for group in own))
