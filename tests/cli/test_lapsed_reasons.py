"""A reason that was given for a warning stands in documents while it holds; then the officer is told what ended it."""

import json
import shutil

import pytest

from eqia.documents import Format
from tests.cli.reviewing import COMPLETED, ROOT, eqia, flat, said
from tests.cli.test_draft import lines_shown

LAPSED = ROOT / "tests" / "cases" / "json" / "lapsed-reason.json"
TODAY = ["--today", "28 November 2026"]
REASON = "the survey will tell us"


def printed(file, *words):
    eqia("render", file, "--docx", "--pdf", "--html", "-o", file.parent, *TODAY, *words)
    shown = {each: lines_shown(file.with_suffix(f".{each}").read_bytes(), each) for each in Format}
    return {each: "\n".join(lines) for each, lines in shown.items()}


@pytest.mark.parametrize("words", [(), ("--with-record",)], ids=["plain", "with record"])
def test_it_is_not_printed_when_the_check_lists_the_warning_as_open(tmp_path, words):
    file = shutil.copy(LAPSED, tmp_path / "a.json")
    told = flat(eqia("check", file, *TODAY, code=4).stdout)
    assert "The reason that Head of Early Help gave, 28 November 2026, no longer counts." in told
    for format, text in printed(file, *words).items():
        assert REASON not in text, format
        assert "Warnings answered with a reason" not in text, format


def test_programs_are_told_of_it_too():
    jsonschema = pytest.importorskip("jsonschema")
    report = json.loads(eqia("check", LAPSED, "--json", *TODAY, code=4).stdout)
    schema = json.loads((ROOT / "schemas" / "findings.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(report)
    lapsed = [finding["lapsed"] for finding in report["findings"] if finding["lapsed"]]
    (given,) = json.loads(LAPSED.read_text(encoding="utf-8"))["acknowledged"]
    assert [each["given"] | given for each in lapsed] == [each["given"] for each in lapsed]
    assert [each["given"]["reason"] for each in lapsed] == [given["reason"]]


def with_warning(tmp_path):
    """A file in which one warning is answered, and the words of that warning."""
    file = tmp_path / "a.json"
    data = json.loads(COMPLETED.read_text(encoding="utf-8"))
    data["scope"]["other_groups"] = ["Lone parents"]
    file.write_text(json.dumps(data), encoding="utf-8")
    eqia("approve", file, "--post", "Director of Children's Services", "--today", "19 October 2018",
         "--acknowledge", "SC02=Because the survey will tell us.")  # fmt: skip
    return file


def test_while_it_holds_it_stands_there_in_the_forms_words(tmp_path):
    file = with_warning(tmp_path)
    for format, text in printed(file, "--today", "19 October 2018").items():
        assert REASON in flat(text), format
        assert "You name lone parents as affected" in flat(text), format
        assert "SC02" not in text, format


def test_when_it_lapses_the_answer_that_ended_it_is_named(tmp_path):
    from eqia.assessment import store

    file = with_warning(tmp_path)
    now = said(file)
    scope = now.scope.model_copy(update={"other_groups": ("Lone parents", "Carers of lone parents")})
    store.save(file, now.model_copy(update={"scope": scope}))
    told = flat(eqia("check", file, "--today", "19 October 2018").stdout)
    assert "Changed since: Section 4, Scope of equality analysis, Other groups affected 2." in told
    assert REASON in told
    for format, text in printed(file, "--today", "19 October 2018").items():
        assert REASON not in flat(text), format
