"""The references of a PDF's pages, which WeasyPrint asks for once a tag."""

from __future__ import annotations

from typing import Any, Final

import pydyf


def _kept(original: Any) -> Any:
    def page_references(self: Any) -> tuple[bytes, ...]:
        """The references of all pages, in order."""
        kept = self.__dict__.get("kept_references", ())
        if 3 * len(kept) != len(self.pages["Kids"]):
            kept = self.kept_references = original.fget(self)
        return tuple(kept)

    return property(page_references)


PARTS: Final = ((pydyf.PDF, "page_references", _kept),)
