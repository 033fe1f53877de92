"""Reads the answers of a Word file, given the anchors of the template it was made from."""

from __future__ import annotations

from collections.abc import Sequence

from eqia.wordml.form.anchors import Anchor, locate
from eqia.wordml.form.spots import find_spots
from eqia.wordml.names import Element
from eqia.wordml.text.cells import Prose
from eqia.wordml.text.prose import Revision
from eqia.wordml.text.styles import Styles
from eqia.wordml.text.ticks import Tick, read_tick

Answer = str | Tick
"""What a field shows: its text, or the state of its box."""


def read_answers(
    root: Element,
    anchors: Sequence[Anchor],
    styles: Styles,
    blanks: frozenset[str],
    revision: Revision = Revision.FINAL,
) -> dict[str, Answer]:
    """Every answer that can be found in a file's text, by field path.

    ``blanks`` are the words printed for answers that are not there; ``revision`` says which text of tracked changes to
    read.
    """
    prose = Prose.of(root, styles, revision, blanks)
    spots = find_spots(list(locate(root, anchors)), styles)
    return {spot.path: read_tick(spot.blocks[0]) if spot.slot.tick else prose.read(spot.blocks) for spot in spots}
