"""What the last page of a document says it was made from, and whether that is the assessment it is read beside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from eqia.assessment.model import Assessment
from eqia.assessment.store import content_digest
from eqia.form.loader import Pack
from eqia.review.comparing.compare import compare
from eqia.review.returned.doubts import Doubt, Why
from eqia.review.returned.layout import fixed_texts
from eqia.wordml.archive.store import identifier_in
from eqia.wordml.names import PARAGRAPH, Element
from eqia.wordml.text.prose import text_of

_TAG: Final = re.compile(r"\{\{ *facts\.(\w+) *\}\}|(\{%-? *if [^%]*%\})|(\{%-? *endif *-?%\})")
_COVER: Final = re.compile(r"Revision \d{1,6}, issued on ([^\n]{1,40})\. Digest of the answers: [0-9a-f]{64}")
_SHAPES: Final = {"digest": "[0-9a-f]{64}", "revision": r"\d{1,6}"}
_ANYTHING: Final = r"[^\n]{1,80}?"


@dataclass(frozen=True)
class Imprint:
    """The reference, the revision and the digest of the answers that a document names; "" for what it does not.

    ``issued`` is the day on which it was issued for review, as its cover says it.
    """

    reference: str = ""
    revision: str = ""
    digest: str = ""
    issued: str = ""


def imprint_of(root: Element, parts: Mapping[str, bytes], pack: Pack) -> Imprint:
    """What a document names, on its last page, else among the facts of its file."""
    texts = [text_of(paragraph).strip() for paragraph in root.iter(PARAGRAPH)]
    covers = (found[1] for text in texts if (found := _COVER.fullmatch(text)))
    issued = next(covers, "")
    for text in texts:
        for pattern in _patterns(pack):
            found = pattern.fullmatch(text)
            if found:
                said = found.groupdict(default="")
                return Imprint(said.get("reference", ""), said.get("revision", ""), said["digest"], issued)
    return Imprint(digest=identifier_in(parts), issued=issued)


def why_another(imprint: Imprint, file: Assessment) -> str:
    """Why a document does not belong to a file, as far as it says; "" if it does, or says nothing."""
    named = f'its reference is "{imprint.reference}"' if imprint.reference else "it has no reference"
    if not imprint.digest or _is_known(imprint, file):
        return ""
    if imprint.reference != file.reference and (imprint.reference or imprint.revision):
        return (
            f'{named}, and that of the file is "{file.reference}"' if file.reference else f"{named}; the file has none"
        )
    return f"it names the digest {imprint.digest[:12]}, and the file never held answers with that digest"


def doubts_beside(imprint: Imprint, file: Assessment, shown: Assessment, pack: Pack) -> Iterator[Doubt]:
    """What is not sure of a document that is read beside a file, since the data inside it are gone."""
    said = "The data inside this document are gone. It was read beside the file that was named"
    if imprint.digest == content_digest(file):
        yield Doubt("", Why.BESIDE, f"{said}. The digest that it names says that it was made from these answers.")
        return
    if not imprint.digest:
        why = "Nothing in it says that it belongs to that file"
    elif _is_known(imprint, file):
        why = "It was made from an earlier text of that file, which may have been changed since"
    else:
        why = f"It does not seem to belong to that file: {why_another(imprint, file)}"
    yield Doubt("", Why.BESIDE, f"{said}. {why}.")
    for change in compare(file, shown, pack.form):
        yield Doubt(change.path, Why.BESIDE, f"{pack.places.describe(change.path)}: {why[0].lower()}{why[1:]}.")


def _is_known(imprint: Imprint, file: Assessment) -> bool:
    return imprint.digest == content_digest(file) or any(event.digest == imprint.digest for event in file.history)


@lru_cache(maxsize=8)
def _patterns(pack: Pack) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(_pattern(text)) for text in fixed_texts(pack) if "facts.digest" in text)


def _pattern(text: str) -> str:
    """A printed paragraph as a pattern that finds what stands in its places."""
    found, end = "", 0
    named: set[str] = set()
    for tag in _TAG.finditer(text):
        found += re.escape(text[end : tag.start()])
        end = tag.end()
        if tag[1]:
            shape = _SHAPES.get(tag[1], _ANYTHING)
            found += f"(?:{shape})" if tag[1] in named else f"(?P<{tag[1]}>{shape})"
            named.add(tag[1])
        else:
            found += "(?:" if tag[2] else ")?"
    return found + re.escape(text[end:])
