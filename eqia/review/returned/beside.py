"""What is seen in the texts beside the main one of any Word file: in comments, notes, the heads and feet of pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from eqia.form.loader import Pack
from eqia.review.returned.doubts import Doubt, Why
from eqia.review.returned.layout import looks_of_answers, looks_of_margins, things_in_margins
from eqia.wordml.names import Element
from eqia.wordml.text.asides import Aside, read_asides, where_asides_are
from eqia.wordml.text.oddities import oddities_of
from eqia.wordml.text.revisions import TrackedChange, tracked_changes


@dataclass(frozen=True)
class Asides:
    """The texts of a file beside its main one, which has this ``root``."""

    parts: Mapping[str, bytes]
    root: Element
    pack: Pack

    def tracked(self) -> Iterator[tuple[TrackedChange, str, Element | None]]:
        """The tracked changes in them: each with where it stands, and the paragraph that its text is on."""
        for aside in self._all:
            for change in tracked_changes(aside.root):
                yield change, aside.called, self._on(aside, change.node)

    def doubts(self, place_of: Callable[[Element], str]) -> Iterator[Doubt]:
        """What in them is not text, looks otherwise or is neither accepted nor rejected. ``place_of`` says where a
        paragraph of the main text is.
        """
        for aside in self._all:
            for node, what, more in self._seen(aside):
                on = self._on(aside, node) if node is not None else None
                place = f"{aside.called} {place_of(on)}" if on is not None else aside.called
                yield Doubt("", Why.NOT_TEXT, f"{what[0].upper()}{what[1:]} stands {place}{more}.")
            if next(tracked_changes(aside.root), None) is not None:
                said = f"Tracked changes {aside.called} are neither accepted nor rejected."
                yield Doubt("", Why.OPEN_CHANGES, said)

    def _seen(self, aside: Aside) -> Iterator[tuple[Element | None, str, str]]:
        """What is odd in one of them: what holds it, what it is, and what more is said of it."""
        usual = looks_of_margins(self.pack) if aside.in_margin else looks_of_answers(self.pack)
        oddities = oddities_of(self.parts, usual, aside.part)
        expected = Counter(things_in_margins(self.pack) if aside.in_margin else {})
        for node, thing in oddities.elsewhere(aside.root, ()):
            expected[thing] -= 1
            if expected[thing] < 0:
                yield node, thing, ""
        for node, what, text in oddities.looks(aside.root):
            yield node, what, f': "{text}"'

    @cached_property
    def _all(self) -> Sequence[Aside]:
        return tuple(read_asides(self.parts))

    @cached_property
    def _paragraphs(self) -> Mapping[tuple[str, str], Element]:
        return where_asides_are(self.root)

    def _on(self, aside: Aside, node: Element) -> Element | None:
        return None if aside.in_margin else self._paragraphs.get((aside.part, aside.id_at(node)))
