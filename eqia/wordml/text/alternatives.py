"""Text that a file holds in several ways for several programs: kept is the one that Word of today shows.

Source: ECMA-376 part 3 (Markup Compatibility).
"""

from __future__ import annotations

import re
from typing import Final

from eqia.wordml.names import MC, Element

_ALTERNATIVES, _CHOICE, _FALLBACK = (f"{{{MC}}}{name}" for name in ("AlternateContent", "Choice", "Fallback"))
_IGNORABLE, _PROCESSED = (f"{{{MC}}}{name}" for name in ("Ignorable", "ProcessContent"))
_UNDERSTOOD: Final = re.compile(
    r"http://schemas\.(?:microsoft\.com/office|openxmlformats\.org)/.*|urn:schemas-microsoft-com:.*"
    r"|http://(?:purl\.oclc\.org/ooxml|www\.w3\.org)/.*"
)
"""The namespaces of what Word of today shows."""


def choose(root: Element) -> None:
    """Leaves of each set of alternatives what Word shows, and takes out what it ignores."""
    for node in list(root.iter(_ALTERNATIVES)):
        chosen = next((child for child in node if _is_shown(child)), None)
        replace_by(node, list(chosen) if chosen is not None else [])
    _drop_ignored(root)


def replace_by(node: Element, children: list[Element]) -> None:
    """Puts other elements in the place of one."""
    above = node.getparent()
    if above is not None:
        for child in children:
            node.addprevious(child)
        above.remove(node)


def _is_shown(child: Element) -> bool:
    if child.tag != _CHOICE:
        return child.tag == _FALLBACK
    required = child.get("Requires", "").split()
    return all(_UNDERSTOOD.fullmatch(child.nsmap.get(prefix, "")) for prefix in required)


def _drop_ignored(root: Element) -> None:
    """Takes out elements of programs that Word does not know, where the file says that they may be ignored."""
    ignored = {root.nsmap.get(prefix, "") for prefix in root.get(_IGNORABLE, "").split()}
    ignored = {name for name in ignored if name and not _UNDERSTOOD.fullmatch(name)}
    if not ignored:
        return
    kept = {
        f"{{{root.nsmap.get(prefix, '')}}}{name}"
        for prefix, _, name in (each.partition(":") for each in root.get(_PROCESSED, "").split())
    }
    for node in list(root.iter(*(f"{{{name}}}*" for name in ignored))):
        replace_by(node, list(node) if node.tag in kept else [])
