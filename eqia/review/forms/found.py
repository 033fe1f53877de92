"""What has been found of a form: answers by the paths of their fields, how sure each is, and what fits nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from eqia.review.forms.index import ANOTHER_NAME
from eqia.review.returned.loose import Loose
from eqia.wordml.form.reading import Answer
from eqia.wordml.names import Element
from eqia.wordml.text.blocks import Box
from eqia.wordml.text.ticks import UNREADABLE


@dataclass
class Found:
    """What was found: the answers by field path, how sure each is (1 is certain), and the words that fit nowhere.

    ``nodes`` is what holds each answer in a Word file, ``labels`` and ``headings`` the labels of fields and the
    headings of sections there; ``used`` are the fields that each paragraph or cell was read for, by its id.
    """

    shown: dict[str, Answer] = field(default_factory=dict)
    sure: dict[str, float] = field(default_factory=dict)
    left_over: list[Loose] = field(default_factory=list)
    nodes: dict[str, list[Element]] = field(default_factory=dict)
    labels: dict[Element, str] = field(default_factory=dict)
    headings: dict[Element, str] = field(default_factory=dict)
    used: dict[int, list[str]] = field(default_factory=dict)
    last: str = ""

    def put(self, path: str, answer: Answer, sure: float, boxes: Sequence[Box] = (), label: Box | None = None) -> None:
        """Adds an answer that stands in ``boxes``. Where a field is found twice, the second text comes under the first,
        and is less sure.
        """
        self.last = path
        self.nodes.setdefault(path, []).extend(box.node for box in boxes if box.node is not None)
        for box in boxes:
            self.used.setdefault(id(box), []).append(path)
        self.head(path, label)
        before = self.shown.get(path)
        if isinstance(before, str) and isinstance(answer, str) and before not in ("", UNREADABLE):
            answer, sure = (before if answer in ("", before) else f"{before}\n{answer}"), min(sure, ANOTHER_NAME)
        elif isinstance(before, bool) and answer is not before:
            answer = before if answer == UNREADABLE else UNREADABLE
        self.shown[path], self.sure[path] = answer, sure

    def head(self, path: str, label: Box | None) -> None:
        """Notes what the label of a field is."""
        if label is not None:
            self.used.setdefault(id(label), []).append(path)
            if label.node is not None:
                self.labels.setdefault(label.node, path)

    def leave(self, text: str) -> None:
        """Notes words that fit nowhere, and the field they stand after."""
        self.left_over.append(Loose(text.strip(), self.last))
