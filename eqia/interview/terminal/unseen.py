"""Characters that nobody would see, or that a terminal obeys, written out: on pages, and in the text that is typed."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import accumulate

from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput
from prompt_toolkit.layout.utils import explode_text_fragments

from eqia.interview.page import Page
from eqia.printable import pieces, printable


def written_out(page: Page) -> Page:
    """The page with its words as they can be shown. What it is answered with stays as it is."""
    return replace(
        page,
        ask=printable(page.ask),
        where=printable(page.where),
        hint=printable(page.hint),
        notes=tuple(map(printable, page.notes)),
        lines=tuple(map(printable, page.lines)),
        help=tuple(map(printable, page.help)),
        options=tuple(replace(each, label=printable(each.label), note=printable(each.note)) for each in page.options),
    )


class WrittenOut(Processor):
    """Shows such characters of a text field by their names. The text itself keeps them."""

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        """The line as it is shown, and which of its columns belongs to which character of the text."""
        fragments = explode_text_fragments(transformation_input.fragments)
        shown = pieces("".join(fragment[1] for fragment in fragments))
        starts = [0, *accumulate(map(len, shown))]
        return Transformation(
            [(fragment[0], text) for fragment, text in zip(fragments, shown, strict=True)],
            source_to_display=lambda at: starts[min(at, len(shown))] + max(0, at - len(shown)),
            display_to_source=lambda at: bisect_right(starts, at) - 1,
        )
