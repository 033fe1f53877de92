"""Files and names that are not what a command asks for, of every kind that comes into somebody's hands."""

import io
import json
import os
import socket
import zipfile
from datetime import date
from functools import cache

import pikepdf

from eqia.assessment.store import to_json
from eqia.documents import Format
from eqia.reviewing.merging import review_copy
from eqia.wordml.archive.package import read_parts, write_parts
from eqia.workflows import make_documents, open_assessment
from tests.cli.reviewing import COMPLETED

OF_WORD_TO_THE_EYE = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Override PartName="/xl/workbook.xml" ContentType="application/'
    b'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
TODAY = date(2026, 6, 1)
SOUND = {"json", "word", "review copy", "pdf", "page"}
"""Those that are wrong in the place of another only."""

LONGEST = 255
"""Bytes that the name of a file can have on most disks."""


@cache
def contents():
    """The bytes of files by what is wrong with them; the sound ones are wrong in the place of another kind."""
    data = json.loads(COMPLETED.read_text("utf-8"))
    opened = open_assessment(COMPLETED)
    made = make_documents(opened, list(Format), draft=True)
    word, pdf, page = made[Format.DOCX], made[Format.PDF], made[Format.HTML]

    def changed(**fields):
        return json.dumps({**data, **fields}).encode()

    def with_text(xml):
        return write_parts(read_parts(word) | {"word/document.xml": xml})

    return {
        "json": COMPLETED.read_bytes(),
        "word": word,
        "review copy": review_copy(opened, "Equality officer", TODAY)[0],
        "pdf": pdf,
        "page": page,
        "empty": b"",
        "blank": b" \n\n",
        "bytes": bytes(range(256)) * 20,
        "nothing but zeros": b"\0" * 500,
        "a letter": "Dear all,\nplease find the form attached. – Zoë".encode(),
        "a table": b"a,b\n1,2\n",
        "a picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 60,
        "a program": b"MZ" + b"\x90\0" * 90,
        "rich text": b"{\\rtf1 Hello}",
        "old or locked Word": bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 3000,
        "a spreadsheet": _zipped({"[Content_Types].xml": OF_WORD_TO_THE_EYE, "xl/workbook.xml": b"<workbook/>"}),
        "an open document": _zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}),
        "some zip": _zipped({"a.txt": b"x"}),
        "an empty zip": _zipped({}),
        "word cut": word[: len(word) // 2],
        "word of damaged bytes": bytes(each ^ 0x55 if at % 97 == 50 else each for at, each in enumerate(word)),
        "word without text": write_parts({k: v for k, v in read_parts(word).items() if k != "word/document.xml"}),
        "word with broken text": with_text(b"<a><b></a>"),
        "word with other text": with_text(b"<a/>"),
        "word with entities": with_text(b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'),
        "pdf cut": pdf[: len(pdf) // 2],
        "pdf of damaged bytes": bytes(each ^ 0x55 if at % 97 == 50 else each for at, each in enumerate(pdf)),
        "pdf with a password": _locked(pdf),
        "pdf of nothing": b"%PDF-1.7\n%%EOF",
        "some page": b"<!DOCTYPE html><html><body>Hello</body></html>",
        "page cut": page[: len(page) // 2],
        "json cut": COMPLETED.read_bytes()[:999],
        "json in single quotes": COMPLETED.read_bytes().replace(b'"', b"'"),
        "json of a list": b"[1, 2]",
        "json of a text": b'"hello"',
        "json of another program": b'{"name": "x", "version": "1", "scripts": {}}',
        "json that names a field twice": b'{"%s": 1, "%s": 2}' % (b"a" * 9000, b"a" * 9000),
        "json of no number": b'{"revision": NaN}',
        "json of an endless number": b'{"revision": 1e999}',
        "json of a long number": b'{"revision": ' + b"9" * 5000 + b"}",
        "json too deep": b"[" * 90_000,
        "json in UTF-16": COMPLETED.read_text("utf-8").encode("utf-16"),
        "json in UTF-16 without a mark": COMPLETED.read_text("utf-8").encode("utf-16-le"),
        "json in Windows-1252": b'{"summary": "caf\xe9"}',
        "json with half a character": b'{"summary": "\\ud83d"}',
        "json of wrong types": changed(
            activity=3, evidence=[], summary={}, impacts=None, revision="one", format="x", council=7, review=1
        ),
        "json of wrong answers": changed(
            activity={"title": ["a"], "lead_officers": [1], "nothing": 1, "n" * 9000: 1},
            impacts={"age": {"positive": "yes"}, "Bad Name": {}, "martians": {}},
            relevance={"analysis_required": "maybe", "duty": {}},
            review={"state": "lost", "digest": 4, "verdicts": [{"mark": "bad"}]},
            history=[{"when": 1}],
        ),
        "json of a council that is not there": changed(council="nowhere"),
        "json of a council outside": changed(council="../../etc"),
        "json of a council of many letters": changed(council="a" * 5000),
        "json of a council that hides": changed(council="bed\u202eford\x1b[31m"),
        "json of a newer program": changed(format=99),
        "json of revision 0": changed(revision=0),
        "json of an unknown field that hides": changed(**{"\u202eevil\x1b[31m": 1}),
        "json of an answer too long": changed(summary="a" * 100_001),
        "json of a title of two lines": changed(activity={"title": "a\nb"}),
    }


def _zipped(files):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return written.getvalue()


def _locked(data):
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(written, encryption=pikepdf.Encryption(owner="a", user="b"))
    return written.getvalue()


def approved(path):
    """Save an assessment that was approved, as one that can be published."""
    sample = COMPLETED.with_name("bedford-education-improvement-strategy.json")
    assessment = open_assessment(sample).assessment
    review = assessment.review.model_copy(update={"state": "approved"})
    path.write_text(to_json(assessment.model_copy(update={"review": review})), "utf-8")


def _pipe(path):
    os.mkfifo(path)


def _socket(path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path.name)


PLACES = {
    "missing": lambda path: None,
    "a folder": lambda path: path.mkdir(),
    "a pipe": _pipe,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a full device": lambda path: path.symlink_to("/dev/full"),
    "a socket": _socket,
    "a link in a circle": lambda path: path.symlink_to(path),
    "a link to nothing": lambda path: path.symlink_to(path.with_name("nothing")),
    "a disk that fails": lambda path: path.symlink_to("/proc/self/mem"),
}
"""What stands at a path that is no file to read or to write, made in the folder one is in."""

NAMES = {
    "no name": "",
    "a dash": "-",
    "a folder that is not there": "no/x",
    "a file for a folder": "file/x",
    "a long name": "n" * (LONGEST + 1),
    "a name that hides": "x\u202e\x1b[31m\u200b",
    "a name of two lines": "x\nAll is well",
    "a name with a line separator": "x\u2028All is well",
    "a name in quotes": "'x\"",
}
"""Names of files that are not there."""
