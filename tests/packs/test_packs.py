"""Starting a pack and checking it, as someone in a council does it: by the command line, with files."""

import os
import re
from pathlib import Path

import pytest

from eqia.errors import OutputError, UsageError
from eqia.form.loader import NEEDED, PARTS, load_pack_at
from eqia.packs.check import check_pack
from eqia.packs.start import make_word_template, start_pack
from eqia.view.limits import MOST_CHARACTERS, MOST_LINES, MOST_ROWS
from tests.programs import COMMAND, run


def eqia(*words, **environment):
    return run([*COMMAND, *words], encoding="utf-8", env={**os.environ, **environment})


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


class TestANewPack:
    def test_is_whole_and_sound_and_names_itself(self, copy):
        assert sorted(path.name for path in copy.iterdir()) == sorted(PARTS)
        facts = load_pack_at(copy).facts
        assert (facts.council, facts.name, facts.version) == ("shire", "Shire: Equality Analysis Report", "0.1.0")
        assert "# " in (copy / "pack.toml").read_text(encoding="utf-8")
        checked = check_pack(copy)
        assert checked.sound
        assert checked.fields > 140
        assert all("still names the council that the pack was copied from" in fault.text for fault in checked.faults)

    def test_never_replaces_anything(self, copy, tmp_path):
        before = {path: path.read_bytes() for path in copy.iterdir()}
        with pytest.raises(OutputError, match="is there already"):
            start_pack("shire", tmp_path)
        assert {path: path.read_bytes() for path in copy.iterdir()} == before
        assert [path.name for path in tmp_path.iterdir()] == ["shire"]

    @pytest.mark.parametrize("name", ["Shire", "../shire", "", "a b", "1a", "a-b", "a" * 41])
    def test_has_a_name_that_a_pack_can_have(self, name, tmp_path):
        with pytest.raises(UsageError, match="cannot be the name"):
            start_pack(name, tmp_path)
        assert list(tmp_path.iterdir()) == []

    def test_leaves_nothing_where_it_cannot_be_made(self, tmp_path):
        (tmp_path / "file").write_text("x", encoding="utf-8")
        with pytest.raises(OutputError):
            start_pack("shire", tmp_path / "file")


class TestTheWordTemplateMadeAnew:
    def test_has_the_order_labels_and_groups_of_the_form(self, copy):
        replace(copy / "form.toml", 'label = "Service area"', 'label = "Directorate"')
        replace(copy / "form.toml", "Bedford Borough Council", "Shire Council")
        assert [fault.text for fault in check_pack(copy).faults if "Directorate" in fault.text]
        (copy / "report.docx").unlink()
        make_word_template(copy)
        assert not [fault for fault in check_pack(copy).faults if fault.file == "report.docx"]

    def test_never_replaces_the_one_that_is_there(self, copy):
        before = (copy / "report.docx").read_bytes()
        with pytest.raises(OutputError, match="Move it away first"):
            make_word_template(copy)
        assert (copy / "report.docx").read_bytes() == before


class TestTheCheck:
    def test_names_faults_of_every_file_at_once(self, copy):
        replace(copy / "pack.toml", "review_months = 36", "review_month = 36")
        replace(copy / "form.toml", 'label = "Service area"', 'label = "Service {{ area }}"')
        replace(copy / "report.html", "<main>", "<main><script></script>")
        replace(copy / "report.css", "body {", "body { background: url(x);")
        (copy / "report.docx").write_bytes(b"not a Word file")
        (copy / "form.tml").write_text("", encoding="utf-8")
        replace(copy / "synonyms.toml", '"activity.title"', '"activity.name"')
        faults = check_pack(copy).faults
        assert {fault.file for fault in faults} == {*PARTS, "form.tml"}
        assert any('no setting "review_month". Did you mean "review_months"?' in fault.text for fault in faults)
        assert any('"Service {{ area }}" holds a mark of templates' in fault.text for fault in faults)

    def test_names_words_that_cannot_be_printed_and_labels_without_words(self, copy):
        replace(copy / "form.toml", 'label = "Service area"', 'label = "  "')
        replace(copy / "form.toml", '"Equality Analysis Report"', '"Report \U0001f600"')
        found = [str(fault) for fault in check_pack(copy).faults if not fault.warning]
        assert any('form.toml: question "activity.service_area" has no words.' in text for text in found)
        assert any('form.toml: "Report \U0001f600": the character U+1F600 GRINNING FACE' in text for text in found)

    def test_names_a_group_that_is_in_no_table(self, copy):
        group = '[[groups]]\nid = "carers"\nlabel = "Carers"\npeople = "unpaid carers"\nstatutory = false\n\n'
        replace(copy / "form.toml", '[[groups]]\nid = "race"', f'{group}[[groups]]\nid = "race"')
        found = [fault.text for fault in check_pack(copy).faults if fault.warning]
        assert 'the group "Carers" stands in no table. Add "carers" to the rows of "impacts".' in found

    def test_names_every_fault_of_the_words(self, copy):
        replace(copy / "form.toml", 'label = "Service area"', 'lable = "Service area"')
        replace(copy / "form.toml", 'label = "Age"', "label = 7")
        found = [fault.text for fault in check_pack(copy).faults]
        assert 'group "age": "label" must be text in quotation marks.' in found
        assert any('there is no entry "lable". Did you mean "label"?' in text for text in found)

    def test_names_a_question_whose_id_is_misspelt(self, copy):
        replace(copy / "form.toml", 'id = "activity.service_area"', 'id = "activity.service"')
        found = [fault.text for fault in check_pack(copy).faults]
        assert any(
            '"activity.service" is this form\'s own' in each and '"activity.service_area"?' in each for each in found
        )

    def test_names_a_name_that_stands_for_two_things(self, copy):
        replace(copy / "synonyms.toml", 'race = ["', 'race = ["gender", "')
        found = [str(fault) for fault in check_pack(copy).faults]
        assert any('synonyms.toml: [groups] gives the name "Gender" to "race" and to "sex"' in text for text in found)

    @pytest.mark.parametrize("name", NEEDED)
    def test_names_a_file_that_is_missing(self, copy, name):
        (copy / name).unlink()
        assert any(name in str(fault) for fault in check_pack(copy).faults if not fault.warning)

    def test_says_what_is_no_pack(self, tmp_path):
        checked = check_pack(tmp_path / "nothing")
        assert not checked.sound
        assert "is not a template pack" in checked.faults[0].text


class TestTheCommand:
    def test_goes_from_a_new_pack_to_a_report_of_it(self, tmp_path, root):
        made = eqia("template", "new", "shire", "-o", tmp_path)
        assert (made.returncode, made.stdout) == (0, f"{tmp_path / 'shire'}\n")
        assert f'eqia template check "{tmp_path / "shire"}"' in made.stderr
        assert eqia("template", "new", "shire", "-o", tmp_path).returncode == 6
        listed = eqia("template", "list", EQIA_TEMPLATES=str(tmp_path))
        assert "shire                0.1.0    Shire: Equality Analysis Report" in listed.stdout
        assert "bedford" in listed.stdout
        assert listed.stdout == eqia("--templates", tmp_path, "template", "list").stdout
        text = (root / "samples" / "not-required.json").read_text(encoding="utf-8")
        file = tmp_path / "a.json"
        file.write_text(text.replace('"council": "bedford"', '"council": "shire"'), encoding="utf-8")
        assert eqia("render", file, "--docx").returncode == 5
        done = eqia("--templates", tmp_path, "render", file, "--docx", "--html", "-o", tmp_path / "out")
        assert done.returncode == 0, done.stderr
        assert "template shire 0.1.0" in (tmp_path / "out" / "a.html").read_text(encoding="utf-8")

    def test_check_exits_with_0_for_a_sound_pack_and_with_5_and_all_faults_for_another(self, copy):
        sound = eqia("template", "check", copy)
        assert sound.returncode == 0, sound.stdout + sound.stderr
        assert sound.stdout.splitlines()[-1].startswith("Sound: each of ")
        assert "To be looked at in form.toml:" in sound.stdout
        replace(copy / "report.html", "{{ facts.council }}", "{{ facts.kouncil }}")
        replace(copy / "pack.toml", "both_impacts = true", 'both_impacts = "yes"')
        faulty = eqia("template", "check", copy)
        assert faulty.returncode == 5
        assert "To be mended in pack.toml:\n  - both_impacts must be true or false." in faulty.stdout
        assert "To be mended in report.html:\n" in faulty.stdout
        assert faulty.stderr == f'2 faults: the pack "{copy}" cannot be used as it is.\n'

    def test_list_says_which_pack_is_faulty(self, copy):
        (copy / "form.toml").write_text("broken", encoding="utf-8")
        done = eqia("template", "list", EQIA_TEMPLATES=str(copy.parent))
        assert done.returncode == 0
        assert "shire                FAULTY: see" in done.stdout

    def test_help_lists_the_four(self):
        done = eqia("template", "--help")
        assert all(f"  {name} " in done.stdout for name in ("list", "new", "word", "check"))


def test_the_words_in_the_documentation_make_a_pack(root, tmp_path, monkeypatch):
    text = (root / "docs" / "packs.md").read_text(encoding="utf-8")
    words, left_out = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    pack = tmp_path / "saltmarsh"
    pack.mkdir()
    (pack / "pack.toml").write_text(
        'council = "saltmarsh"\nname = "S"\nversion = "1"\nextends = "bedford"\n', encoding="utf-8"
    )
    (pack / "form.toml").write_text(left_out + words, encoding="utf-8")
    make_word_template(pack)
    checked = check_pack(pack)
    assert checked.sound
    form = load_pack_at(pack).form
    assert [section.id for section in form.sections][:3] == ["activity", "description", "summary"]
    assert form.group("carers") is not None
    assert "commissioning" not in [section.id for section in form.sections]
    for number, name in ((MOST_CHARACTERS, "characters"), (MOST_LINES, "paragraphs"), (MOST_ROWS, "rows")):
        assert f"{number:,} {name}" in " ".join(text.split())
