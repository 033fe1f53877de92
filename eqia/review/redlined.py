"""Two Word documents of one template as one redline: the text, the heads and the feet of the pages."""

from __future__ import annotations

import re
from typing import Final

from eqia.review.returned.layout import STYLES
from eqia.wordml.archive.package import DOCUMENT, read_parts, write_parts
from eqia.wordml.editing.redline import lists_of, redline
from eqia.wordml.editing.redline_lists import share_lists
from eqia.wordml.names import parse, serialise
from eqia.wordml.text.numbering import NUMBERING

_TEXTS: Final = re.compile(r"word/(header|footer)\d*\.xml")


def redlined(old: bytes, new: bytes, author: str, moment: str) -> bytes:
    """The new document, with all that differs from the old one as tracked changes by one author at one moment."""
    before, after = read_parts(old), read_parts(new)
    lists = lists_of(after[STYLES])
    for name in [name for name in after if name == DOCUMENT or _TEXTS.fullmatch(name)]:
        if name in before:
            earlier, later = parse(before[name]), parse(after[name])
            numbering = share_lists(earlier, later, before, after)
            if numbering is not None:
                after[NUMBERING] = numbering
            after[name] = serialise(redline(earlier, later, author, moment, lists))
    return write_parts(after)
