"""The use cases: open, check, render. They return results and print nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from eqia.assessment import store
from eqia.assessment.model import Assessment
from eqia.characters.drawing import BadCharacter, undrawable
from eqia.concepts.model import Concepts
from eqia.documents import Format, make_document, make_empty_form
from eqia.errors import ChecksFailed, InputError, InvalidFile, MissingLibrary, Undrawable, about, listed
from eqia.files import is_there, make_folder, read_bounded
from eqia.form.answers import read_answers
from eqia.form.loader import Pack, load_pack
from eqia.form.places import Places, find_unknown_groups, in_words
from eqia.replacing import Guard
from eqia.review.standing.carrying import Carry, carried
from eqia.review.standing.sign_off import not_approved
from eqia.rules.findings import Findings, Gate
from eqia.seals import Purpose
from eqia.view.build import build_view, last_day
from eqia.view.document import DocumentView
from eqia.view.of_pack import findings_of, view_by
from eqia.view.of_pack import labels_of as labels_of
from eqia.view.of_pack import settings_of as settings_of
from eqia.view.printing import FROM_THE_FILE, Printing, read_printing

DEFAULT_COUNCIL = "bedford"


@dataclass(frozen=True)
class Opened:
    """An assessment with the file it came from and the pack of its council.

    ``printing`` says how it was printed, where it came out of a document or is about to go into one.
    """

    path: Path
    assessment: Assessment
    pack: Pack
    printing: Printing = FROM_THE_FILE


@dataclass(frozen=True)
class Edition:
    """What documents are made of: ``shown`` holds what they carry of an assessment.

    ``open`` says in sentences what keeps it a draft, and what to do about that.
    """

    shown: Opened
    open: tuple[str, ...]

    @property
    def draft(self) -> bool:
        """Whether the documents are stamped DRAFT: until it is approved, unchanged since, and clear for publication."""
        return bool(self.open)


@dataclass(frozen=True)
class Rendered:
    """The documents made of one assessment, what keeps it a draft, in sentences, copies of what they replaced, and why
    there is no PDF among them.
    """

    files: tuple[Path, ...]
    open: tuple[str, ...] = ()
    kept: tuple[Path, ...] = ()
    missing: Undrawable | MissingLibrary | None = None


def open_assessment(path: Path) -> Opened:
    """The assessment in a file. Raises InputError; InvalidFile names every fault at once, in the form's words."""
    return read_assessment(read_bounded(path, store.LARGEST_FILE), path)


def read_assessment(data: bytes, path: Path) -> Opened:
    """The assessment in the bytes of a file. Raises what ``open_assessment`` does."""
    fields = store.object_in(data, path)
    store.check_format(fields, str(path))
    return parse_assessment(fields, path)


def parse_assessment(data: Mapping[str, Any], path: Path) -> Opened:
    """The assessment in the data of a file. Raises InvalidFile with every fault, InputError for JSON of other programs,
    PackError for an unknown council.
    """
    _refuse_foreign(data, path)
    council = data.get("council", DEFAULT_COUNCIL)
    with about(path):
        pack = load_pack(council if isinstance(council, str) else DEFAULT_COUNCIL)
    assessment, problems = read_answers(data, pack.form)
    problems = [*problems, *find_unknown_groups(data, pack.form)]
    if problems or assessment is None:
        raise InvalidFile(str(path), [in_words(problem, pack.places) for problem in problems])
    return Opened(path, assessment, pack, read_printing(data.get(store.PRINTING)))


def _refuse_foreign(data: Mapping[str, Any], path: Path) -> None:
    """Raise InputError for fields of which not one is an assessment's. A single one may be a slip of the pen."""
    fields = data.keys() - {"$schema"}
    if len(fields) > 1 and fields.isdisjoint({*Concepts.model_fields, store.INTERVIEW}):
        raise InputError(
            f'"{path}" is JSON, but of another kind: it has none of the fields of an assessment, such as "activity". '
            "If it does not belong here, move it elsewhere."
        )


def check_assessment(opened: Opened, today: date) -> Findings:
    """What the rules find in an assessment, by the settings of its council's pack."""
    return findings_of(opened.assessment, opened.pack, today)


def edition_of(opened: Opened, findings: Findings, carry: Carry = Carry.PRINTED) -> Edition:
    """What the documents of an assessment are made of, given what the rules find in it.

    Its pages show the reasons that hold: those that answer a finding. ``carry`` says what else travels inside.
    """
    assessment = opened.assessment
    warnings = {finding.acknowledged: finding.message for finding in findings.answered()}
    held = [(each, warnings.get(each, "")) for each in assessment.acknowledged]
    worded = [each.model_copy(update={"warning": each.warning or warning}) for each, warning in held]
    printed = [each for each, (given, _) in zip(worded, held, strict=True) if given in warnings]
    assessment = assessment.model_copy(update={"acknowledged": tuple(worded)})
    open = tuple(still_open(opened, findings))
    shown = carried(assessment, carry, reasons=printed, draft=bool(open))
    lapsed = tuple(number for number, each in enumerate(shown.acknowledged) if each not in printed)
    printing = Printing(date=last_day(assessment), lapsed=lapsed)
    return Edition(replace(opened, assessment=shown, printing=printing), open)


def still_open(opened: Opened, findings: Findings) -> Iterator[str]:
    """What keeps an assessment a draft, in sentences with what to do; nothing once it can go out."""
    if not findings.clear(Gate.PUBLICATION):
        yield f'Something still stands before publication. See what: eqia check "{opened.path}" --gate publication'
    elsewhere = opened.pack.sign_off.signed_elsewhere
    if why := not_approved(opened.assessment, str(opened.path), elsewhere=elsewhere):
        yield why


def render(
    opened: Opened,
    formats: Iterable[Format],
    folder: Path,
    *,
    today: date,
    final: bool = False,
    carry: Carry = Carry.PRINTED,
    force: bool = False,
) -> Rendered:
    """Make documents of an assessment in a folder, named after its file. They are stamped DRAFT until it is approved,
    and nothing stands before publication. ``carry`` says how much of the record travels inside; ``force`` replaces what
    eqia did not make.

    Every document is read back and compared before any is written. Raises ChecksFailed if ``final`` is asked for and
    it is still a draft, RenderError, OutputError. Without the library for PDF files the
    others are made, and ``missing`` names the one that is not.
    """
    edition = edition_of(opened, check_assessment(opened, today), carry)
    if final and edition.draft:
        raise ChecksFailed("\n".join(["No final documents were made.", *edition.open]))
    guard = Guard(Purpose.REPORT, folder=folder, force=force)
    paths = {format: folder / f"{opened.path.stem}.{format}" for format in formats}
    guard.refuse(*paths.values())
    made, missing = make_possible(edition.shown, paths, edition.draft)
    make_folder(folder)
    kept = guard.write({paths[format]: data for format, data in made.items()})
    without = missing and not_made(paths[Format.PDF], missing)
    return Rendered(tuple(paths[format] for format in made), edition.open, kept, without)


def make_documents(opened: Opened, formats: Iterable[Format], draft: bool) -> dict[Format, bytes]:
    """The bytes of documents that carry the whole of what ``opened`` holds (see ``edition_of``).

    Raises Undrawable, naming answers that a PDF cannot show, or MissingLibrary if one of them cannot be made.
    """
    made, missing = make_possible(opened, formats, draft)
    if missing:
        raise missing
    return made


def make_possible(
    opened: Opened, formats: Iterable[Format], draft: bool
) -> tuple[dict[Format, bytes], Undrawable | MissingLibrary | None]:
    """What ``make_documents`` gives, without a PDF that cannot be made, and what there is to say of it.

    Raises what there is to say if not one can be made.
    """
    view = view_of(opened, draft=draft)
    made: dict[Format, bytes] = {}
    missing: Undrawable | MissingLibrary | None = None
    for format in formats:
        try:
            if format is Format.PDF:
                refuse_undrawable(view, opened.pack.places)
            made[format] = make_document(view, opened.pack, format)
        except (Undrawable, MissingLibrary) as error:
            missing = error
    if missing and not made:
        raise missing
    return made, missing


def not_made(path: Path, missing: Undrawable | MissingLibrary) -> Undrawable | MissingLibrary:
    """What to tell of a document that was not made, and of the one that is there in its place."""
    older = " The one that is there is from an earlier day, and may say something else." if is_there(path) else ""
    return type(missing)(f'"{path}" was not made.{older} {missing}')


def make_worksheet(pack: Pack) -> bytes:
    """The form of a council in Word with its guidance, to fill in with colleagues and read with ``eqia import``."""
    empty = pack.model(council=pack.facts.council)
    return make_empty_form(build_view(empty, pack.form, draft=False, template=pack.stamp), pack)


def view_of(opened: Opened, *, draft: bool) -> DocumentView:
    """What its documents show: the answers, how warnings were answered, what the council has set about the rules."""
    return view_by(opened.pack, opened.assessment, opened.printing, draft=draft)


def refuse_undrawable(view: DocumentView, places: Places) -> None:
    """Raise Undrawable if answers hold characters that no PDF can show, naming the first with their places."""
    if bad := undrawable(_texts(view)):
        says = "The PDF cannot show some characters; Word and the web page can. Type them another way:"
        raise Undrawable("\n".join([says, *_told(bad, places)]))


def _texts(view: DocumentView) -> dict[str, str]:
    texts = {path: text for path, text in view.printed.items() if isinstance(text, str)}
    facts = view.facts
    texts |= {"notice": facts["notice"], "reference": facts["reference"], "review": facts["approval"]}
    return texts | {"acknowledged": "\n".join(facts["reasons"])}


_AROUND: Final = {
    "notice": "The note on the first page",
    "reference": "The reference",
    "review": "By whom it was approved",
    "acknowledged": "Warnings answered with a reason, at the end",
}
"""Where what is printed beside the answers stands."""


def _told(bad: Iterable[BadCharacter], places: Places) -> list[str]:
    return listed([f"{_AROUND.get(each.path) or places.describe(each.path)}: {each}" for each in bad])
