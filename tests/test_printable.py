"""What a person is shown of words that somebody else wrote, wherever eqia prints them."""

import json
import re
import shutil
import unicodedata
from urllib.parse import unquote

import pytest

from eqia.cli.main import run
from eqia.printable import in_json, pieces, printable, readable
from tests.cli.reviewing import COMPLETED

SHOWN_AS_SIGNS = {0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
"""Format characters of Arabic, Syriac and Kaithi that have a shape of their own, round the figures after them."""

HOSTILE = "Library\x1b[31m hours \x9b2J\u202egnp.exe\u200b \u2066x\u2069 \x07\ufeff"
UNSEEN = "\x1b\x9b\u202e\u200b\u2066\u2069\x07\ufeff"


def test_every_control_and_format_character_is_written_out_when_it_stands_alone():
    for number in range(0x110000):
        mark = chr(number)
        if unicodedata.category(mark) in ("Cc", "Cf", "Cs", "Zl", "Zp") and number not in SHOWN_AS_SIGNS:
            assert printable(mark) == (mark if mark in "\t\n" else ascii(mark)[1:-1])


@pytest.mark.parametrize(
    "text",
    [
        "می‌خواهم",  # Persian, with a non-joiner
        "क्‍ष and ന്‍ and শ্‌",  # joiners and a non-joiner of India's scripts
        "👩‍👩‍👧 👩🏽‍⚕️ ❤️‍🔥 🏳️‍🌈 3️⃣ ☎︎",
        "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",  # Wales
        "מזל טוב, تقييم الأثر, 共生, Łódź, £5 – “so”\tand\nso on \N{NO-BREAK SPACE}½",
    ],
)
def test_words_of_any_script_and_pictures_stay_as_they_are(text):
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("pay\u200dment", "pay\\u200dment"),
        ("a\u200cb", "a\\u200cb"),
        ("a\ufe0fb", "a\\ufe0fb"),
        ("x\U000e0067\U000e0062", "x\\U000e0067\\U000e0062"),
        ("\u0645\u200c\u200c\u06cc", "\u0645\u200c\\u200c\u06cc"),
        ("☺\ufe0f\ufe0f", "☺\ufe0f\\ufe0f"),
        ("\x1b]0;title\x07", "\\x1b]0;title\\x07"),
        ("soft\xadhyphen", "soft\\xadhyphen"),
    ],
)
def test_the_same_characters_are_written_out_where_they_only_hide(text, shown):
    assert printable(text) == shown
    assert "".join(pieces(text)) == shown
    assert len(pieces(text)) == len(text)


def test_a_name_stays_in_its_line_and_json_says_the_same():
    assert readable("a\nWritten: b\t") == "a\\nWritten: b\\t"
    data = json.dumps({"title": HOSTILE + "\U000e0067"}, ensure_ascii=False)
    assert json.loads(in_json(data)) == json.loads(data)
    assert not set(UNSEEN) & set(in_json(data))


@pytest.fixture
def folder(tmp_path):
    """An assessment whose every name was written by somebody who means harm, in a file named so too."""
    data = json.loads(COMPLETED.read_text("utf-8"))
    data["activity"]["title"] = HOSTILE
    data["activity"]["lead_officers"] = [{"name": HOSTILE, "post": HOSTILE}]
    data["activity"]["approval_date"] = ""
    data["evidence"]["gaps"] = f"N/A {HOSTILE}"
    (tmp_path / "a\u202e\x1b[31m.json").write_text(json.dumps(data), "utf-8")
    data["activity"]["title"] = "Library hours"
    (tmp_path / "b.json").write_text(json.dumps(data), "utf-8")
    (tmp_path / "c\x9b.json").write_text(json.dumps({"activity": {HOSTILE: HOSTILE, "title": 3}}), "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "words",
    [
        ["check", "{a}", "--explain"],
        ["check", "{a}", "--json"],
        ["check", "."],
        ["check", "{c}"],
        ["check", "no\x1b[31m\u202e.json"],
        ["compare", "{a}", "b.json"],
        ["compare", "{a}", "b.json", "--json"],
        ["import", "{a}"],
        ["review", "read", "{a}"],
        ["verify", "{a}"],
        ["approve", "{a}", "--who", HOSTILE],
        ["review", "submit", "{a}", "--who", HOSTILE],
        ["review", "judge", "{a}", HOSTILE, "Fine", "--who", "A"],
        ["rules", HOSTILE],
        ["template", "check", HOSTILE],
        ["batch", ".", "-o", "out\x1b\u202e", "--docx"],
        [HOSTILE],
        ["check", f"--{HOSTILE}"],
        ["check", "b.json", "--today", HOSTILE],
    ],
    ids=lambda words: " ".join(words).encode("ascii", "backslashreplace").decode(),
)
def test_no_command_prints_what_a_terminal_would_obey(folder, monkeypatch, capfd, words):
    monkeypatch.chdir(folder)
    names = {"a": "a\u202e\x1b[31m.json", "c": "c\x9b.json"}
    run([word.format(**names) for word in words])
    printed = capfd.readouterr()
    assert printed.out + printed.err
    assert not set(UNSEEN) & set(printed.out + printed.err)


def test_the_summary_of_a_batch_writes_them_out_and_its_links_still_lead_there(folder, monkeypatch):
    monkeypatch.chdir(folder)
    (folder / "d\u202e.json").write_text(json.dumps({"activity": {"title": "Library\u202e\u200b hours"}}), "utf-8")
    run(["batch", ".", "-o", "out", "--docx"])
    page = (folder / "out" / "summary.html").read_text("utf-8")
    assert "Library\\u202e\\u200b hours" in page
    assert "d\\u202e.json" in page
    assert not set(UNSEEN) & set(page)
    links = [unquote(link) for link in re.findall(r'href="([^"#]+)"', page)]
    assert links
    assert all((folder / "out" / link).exists() for link in links)


def test_what_is_shown_of_a_file_is_still_kept_as_it_is(folder, monkeypatch):
    monkeypatch.chdir(folder)
    shutil.copy(folder / "a\u202e\x1b[31m.json", folder / "same.json")
    run(["check", "same.json"])
    assert json.loads((folder / "same.json").read_text("utf-8"))["activity"]["title"] == HOSTILE


@pytest.mark.parametrize("command", ["check", "render", "verify"])
def test_a_line_end_in_the_name_of_a_file_begins_no_line_of_a_message(command, tmp_path, capsys):
    path = tmp_path / "a\nEverything is well.\t.eqia.json"
    path.write_text("{no", "utf-8")
    assert run([command, str(path)])
    assert "a\\nEverything is well.\\t.eqia.json" in capsys.readouterr().err


def test_a_line_end_in_the_name_of_a_file_begins_no_line_of_a_batch(tmp_path, capsys):
    (tmp_path / "a\nEverything is well.eqia.json").write_text("{no", "utf-8")
    assert run(["batch", str(tmp_path), "--output", str(tmp_path / "out")]) == 8
    said = capsys.readouterr()
    summary = (tmp_path / "out" / "summary.csv").read_text("utf-8-sig")
    for text in (said.out, said.err, summary):
        assert "\nEverything" not in text
    assert "a\\nEverything is well.eqia.json" in summary
