"""Whatever is wrong with what a command is given, it says so in plain words: what, where and what to do."""

import contextlib
import io
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from eqia.cli.main import COMMANDS, run
from eqia.printable import readable
from tests.cli.reviewing import COMPLETED, PUBLISHED
from tests.cli.wrong_files import NAMES, PLACES, SOUND, approved, contents
from tests.nobody import nobody

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")

WHO = ("--who", "Head")
READING = {
    "check": "check X.json",
    "check as JSON": "check X.json --json",
    "check of several": "check X.json good.json",
    "render": "render X.json --docx -o out",
    "resume": "resume X.json --plain",
    "approve": "approve X.json --post Director",
    "import": "import X.docx -o out.json",
    "import of a PDF": "import X.pdf -o out.json --json",
    "compare from": "compare X.json good.json",
    "compare to": "compare good.json X.docx --docx out.docx",
    "verify": "verify X.docx",
    "verify a PDF": "verify X.pdf",
    "verify a page": "verify X.html good.json",
    "verify with a file": "verify good.docx X.json",
    "worksheet of": "import X.txt -o out.json",
    "annotate": "review annotate X.json -o out.docx",
    "read": "review read X.docx",
    "read against": "review read good.docx --against X.json",
    "apply": "review apply X.docx good.json",
    "apply to": "review apply good.docx X.json",
    "status": "review status X.json",
    "submit": "review submit X.json --who Head",
    "accept": "review accept X.json --who Head",
    "judge": "review judge X.json 1 fine --who Head",
    "revise": "review revise X.json --who Head",
    "publish": "review publish X.json -o out --who Head",
    "batch": "batch X -o out --docx",
    "template check": "template check X",
    "template word": "template word X",
    "templates": "--templates X check good.json",
    "templates for a list": "--templates X template list",
}
"""A command for every place in which the name of a file or a folder to read can stand, X."""

WRITING = {
    "render": "render good.json --html -o X",
    "worksheet": "worksheet X.docx",
    "import": "import good.docx -o X.json",
    "annotate": "review annotate good.json -o X.docx",
    "compare": "compare good.json other.json --docx X.docx",
    "batch": "batch folder -o X --html",
    "publish": "review publish approved.json -o X --who Head",
    "new": "new X.json --plain",
    "new pack": "template new abc -o X",
}
"""A command for every place in which the name of a file or a folder to write can stand."""

USES = [
    *("", "chek good.json", "--versoin", "--templates", "check", "check --gate", "check --gate now good.json"),
    *("check good.json --foo", "check good.json -z", "check good.json --json=3", "check good.json --today soon"),
    *("check good.json --today", "batch folder", "batch folder -o out --jobs x", "batch folder -o out --jobs 0"),
    *("batch folder -o out --jobs 1.5", "render good.json extra", "review", "review foo", "review judge good.json 1"),
    *("review judge good.json 1 good --who x", "review judge good.json 99 fine --who x", "template foo"),
    *("review judge good.json 1 must\N{NO-BREAK SPACE}be --who x", "review submit good.json", "approve good.json"),
    *(
        "review submit good.json --who \n",
        "review submit good.json --who \N{LINE SEPARATOR}",
        "rules RT0[",
        "schema foo",
    ),
    *("approve good.json --post x --acknowledge foo", "approve good.json --post x --acknowledge XX99=why"),
    *("schema --council luton", "schema --council ../x", "worksheet --council X y.docx", "template new Bad"),
    *("import good.docx -o out.json --council X", "compare good.json", "compare good.json a b", "verify good.json"),
    *("new --council X out.json --plain", "new no/x.json --plain", "resume no --plain", "template new abc extra"),
    *(f"approve good.json --post {'x' * 100_001}", f"review submit good.json --who {'x' * 100_001}"),
    *("approve good.json --post a\nb", "review annotate good.json -o out.docx --author a\nb", "resume --plain"),
]
"""Wrong uses, their words apart by single spaces."""

PROGRAMMERS = re.compile(
    r"Traceback|<class|inside eqia|\['|\('|\{'|pydantic|lxml|zipfile|jinja|errno|\b\w+(Error|Exception)\b|NoneType"
    r"|None\b|True\b|False\b|namespace|undefined|attribute|codec|\bbytes?\b|0x[0-9a-f]|\(\?|\\d|\bstr\b|\bdict\b"
    r"|Invalid value|\binf\b|argument|surrogate"
)
"""What only programmers say."""

DOCUMENTED = {0, 2, 3, 4, 5, 6, 7, 8}
REFUSED = {2, 5, 6}
OBEYED = set("\x1b\u202e\u200b\u2028")
LONGEST_LINE = 700


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to be in, with what is sound beside what is wrong."""
    (tmp_path / "at").mkdir()
    monkeypatch.chdir(tmp_path / "at")
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path / "at"


def furnish(folder):
    for entry in folder.iterdir():
        shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
    (folder / "good.json").write_bytes(contents()["json"])
    (folder / "good.docx").write_bytes(contents()["word"])
    (folder / "other.json").write_bytes(PUBLISHED.read_bytes())
    (folder / "folder").mkdir()
    (folder / "folder" / "a.json").write_bytes(contents()["json"])
    (folder / "file").write_bytes(b"x")
    approved(folder / "approved.json")


def there(folder):
    """What is in a folder: the bytes of its files, the rest by name."""
    return {path: path.read_bytes() if path.is_file() and not path.is_symlink() else b"" for path in folder.rglob("*")}


def eqia(words):
    said, told = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(told):
        code = run(words)
    return code, said.getvalue(), told.getvalue()


def faults(folder, words, name="", *, results_though_refused=False):
    """What is wrong with how a command takes what is wrong: nothing, or sentences. ``name`` is what it must name."""
    before = there(folder)
    code, said, told = eqia(words)
    after = there(folder)
    if code not in DOCUMENTED:
        yield f"ends with {code}: {told}"
    if found := PROGRAMMERS.search(told):
        yield f"says {found[0]}: {told}"
    if OBEYED & set(told + (said if code in REFUSED else "")):
        yield "prints what a terminal would obey"
    if any(len(line) > LONGEST_LINE for line in told.split("\n")):
        yield f"says a line that nobody reads to its end: {told[:2000]}"
    if code in REFUSED:
        if not told.strip() or told.lstrip()[0].islower():
            yield f"says no sentence: {told}"
        if readable(name) not in told:
            yield f"does not name the file: {told}"
        if said and not results_though_refused:
            yield f"prints a result: {said}"
        if before != after:
            yield f"writes {set(after) - set(before)}"
    if "\nAll is well" in told:
        yield "breaks its line at the name of a file"


def tried(folder, kinds, make, command):
    """The faults of a command over many kinds of wrong input. ``make`` makes it and gives the name for X."""
    found = []
    for kind in kinds:
        furnish(folder)
        name, words = filled(command, lambda word, kind=kind: make(kind, word))
        named = "" if name in ("", "-") or kind in SOUND else name.partition("/")[0]
        told = faults(folder, words, named, results_though_refused="template check" in command)
        found += [f"{kind}: {fault}" for fault in told]
    return found


def filled(command, name_of):
    """The name that stands in the place of X in a command, and its words with it."""
    words = command.split(" ")
    at = next(at for at, word in enumerate(words) if re.match(r"X(\.|$)", word))
    words[at] = name_of(words[at])
    return words[at], words


@pytest.mark.parametrize("command", READING.values(), ids=READING)
def test_a_wrong_file_is_refused_in_words_and_nothing_is_written(command, folder):
    def make(kind, word):
        Path(word).write_bytes(contents()[kind])
        return word

    assert tried(folder, contents(), make, command) == []


def place(kind, word):
    if kind in NAMES:
        return NAMES[kind] + (Path(word).suffix if NAMES[kind] not in ("", "-") else "")
    PLACES[kind](Path(word))
    return word


@pytest.mark.parametrize("command", READING.values(), ids=READING)
def test_what_is_no_file_to_read_is_refused_in_words(command, folder):
    assert tried(folder, [*PLACES, *NAMES], place, command) == []


@pytest.mark.parametrize("command", WRITING.values(), ids=WRITING)
def test_what_is_no_place_to_write_to_is_refused_in_words(command, folder):
    kinds = [kind for kind in [*PLACES, *NAMES] if kind not in ("missing", "a link to nothing")]
    assert tried(folder, kinds, place, command) == []


@pytest.mark.parametrize("use", USES, ids=range(len(USES)))
def test_a_wrong_use_is_told_in_words(use, folder):
    furnish(folder)
    words = use.split(" ")
    assert [*faults(folder, words)] == []
    assert eqia(words)[0] in REFUSED


BY_OTHERS = ("check of several", "batch")
"""Commands that have others read for them."""

IN_THIS_PROCESS = {name: command for name, command in READING.items() if name not in BY_OTHERS}


@pytest.mark.parametrize("command", IN_THIS_PROCESS.values(), ids=IN_THIS_PROCESS)
def test_what_may_not_be_read_is_refused_in_words(command, monkeypatch):
    folder = Path(tempfile.mkdtemp())
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "stdin", io.StringIO())

    found = []
    try:
        for kind in ("a file", "a folder"):
            furnish(folder)
            folder.chmod(0o777)
            name, words = filled(command, lambda word, kind=kind: shut(kind, word))
            eqia(words)  # what it loads, somebody else may not
            with nobody():
                code, said, told = eqia(words)
            Path(name.partition("/")[0]).chmod(0o700)
            if code not in DOCUMENTED - {0} or PROGRAMMERS.search(told) or name not in told:
                found.append((kind, code, said, told))
    finally:
        shutil.rmtree(folder)
    assert found == []


def shut(kind, word):
    """A file that may not be read, or one in a folder that may not be entered."""
    path = Path("shut" if kind == "a folder" else word)
    if kind == "a folder" or "." not in word:
        path.mkdir()
    else:
        path.write_bytes(b"x")
    path.chmod(0)
    return f"shut/{word}" if kind == "a folder" else word


def test_every_command_is_tried():
    tried_ones = {word for command in [*READING.values(), *WRITING.values(), *USES] for word in command.split(" ")[:1]}
    assert set(COMMANDS) - tried_ones == {"doctor"}, "it takes no input"


def test_a_file_of_a_newer_program_and_the_like_are_still_told_apart(folder):
    """Else all could be refused with one sentence."""
    said = set()
    for kind in contents():
        (folder / "X.json").write_bytes(contents()[kind])
        said.add(eqia(["check", "X.json"])[2])
    assert len(said) > 20
    assert COMPLETED.exists()
