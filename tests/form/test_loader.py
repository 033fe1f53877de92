"""Finding and loading packs: where they are looked for, what they may be called, and what is said of faulty ones."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from eqia.errors import InputError, PackError
from eqia.form.loader import PARTS, known_councils, load_pack, load_pack_at
from eqia.resources import TEMPLATES_VARIABLE, folder
from tests.nobody import nobody

BEDFORD = folder("templates") / "bedford"
WORDS = (BEDFORD / "form.toml").read_text(encoding="utf-8")


@pytest.fixture
def packs(tmp_path, monkeypatch):
    """A folder of packs that eqia looks in; called with a name and files, it makes one."""
    monkeypatch.setenv(TEMPLATES_VARIABLE, str(tmp_path))

    def make(name: str, facts: str = "", form: str | None = None) -> Path:
        pack = tmp_path / name
        pack.mkdir()
        (pack / "pack.toml").write_text(facts or f'council = "{name}"\nname = "A"\nversion = "1"\n', encoding="utf-8")
        if form is not None:
            (pack / "form.toml").write_text(form, encoding="utf-8")
        return pack

    return make


def listed():
    """The councils for which there are packs; or the beginning of why nobody can say."""
    try:
        return known_councils()
    except PackError as error:
        return str(error).partition(' "')[0]


def facts(name: str, extends: str, more: str = "") -> str:
    return f'council = "{name}"\nname = "A"\nversion = "2"\nextends = "{extends}"\n{more}'


class TestWhereTheyAreFound:
    def test_in_the_folders_that_the_environment_names_before_the_programs_own(self, packs, tmp_path, monkeypatch):
        packs("shire", form=WORDS)
        assert load_pack("shire").folders == (tmp_path / "shire",)
        assert load_pack("bedford").folders == (BEDFORD,)
        assert known_councils() == ["bedford", "shire"]
        second = tmp_path / "second"
        shutil.copytree(BEDFORD, second / "bedford")
        monkeypatch.setenv(TEMPLATES_VARIABLE, os.pathsep.join([str(tmp_path), str(second)]))
        assert load_pack("bedford").folders == (second / "bedford",)

    def test_a_folder_that_is_not_there_is_named(self, monkeypatch, tmp_path):
        monkeypatch.setenv(TEMPLATES_VARIABLE, str(tmp_path / "gone"))
        with pytest.raises(PackError, match=r"gone.*EQIA_TEMPLATES"):
            load_pack("bedford")
        with pytest.raises(PackError, match=r"gone.*EQIA_TEMPLATES"):
            known_councils()

    @pytest.mark.skipif(os.name == "nt", reason="folders are closed another way there")
    @pytest.mark.parametrize("name", ["", "bedford"])
    def test_a_closed_folder_is_named_and_eqias_own_pack_is_not_taken_instead(self, name, monkeypatch):
        with tempfile.TemporaryDirectory() as place, monkeypatch.context() as patch:
            patch.setenv(TEMPLATES_VARIABLE, place)
            Path(place).chmod(0o755)
            shutil.copytree(BEDFORD, Path(place) / "bedford")
            (Path(place) / name).chmod(0)
            with nobody(), pytest.raises(PackError, match=rf"^Cannot .*{place}.*you may not"):
                load_pack("bedford")
            with nobody():
                assert listed() == (["bedford"] if name else "Cannot look into the folder")
            (Path(place) / name).chmod(0o755)

    @pytest.mark.parametrize(
        "name", ["nowhere", "", "../bedford", "..", "/etc", "bed/ford", "Bedford", "a" * 41, "é", "\0"]
    )
    def test_a_name_never_leads_out_of_the_folders(self, name, packs):
        packs("shire", form=WORDS)
        with pytest.raises(PackError, match="There are packs for: bedford, shire"):
            load_pack(name)


class TestExtending:
    def test_a_pack_holds_only_what_differs(self, packs):
        packs("shire", facts("shire", "bedford", "[rules]\nreview_months = 12\n"), 'council = "Shire Council"\n')
        pack = load_pack("shire")
        assert (pack.form.council, pack.form.title) == ("Shire Council", "Equality Analysis Report")
        assert pack.part("report.docx") == BEDFORD / "report.docx"
        assert pack.facts.rules == {**load_pack("bedford").facts.rules, "review_months": 12}
        assert (pack.stamp, pack.facts.extends) == ("shire 2", "bedford")
        assert {file.name for file in pack.files if file.parent == BEDFORD} == set(PARTS)

    def test_over_several_packs(self, packs):
        packs("county", facts("county", "bedford"), 'council = "County"\ntitle = "Assessment"\n')
        packs("town", facts("town", "county"), 'council = "Town"\n')
        form = load_pack("town").form
        assert (form.council, form.title, form.not_answered) == ("Town", "Assessment", "Not answered")

    def test_a_pack_without_words_has_those_of_the_pack_it_extends(self, packs):
        packs("shire", facts("shire", "bedford"))
        assert load_pack("shire").form == load_pack("bedford").form

    @pytest.mark.parametrize("extends", ["../bedford", "/etc", "nobody", "bedford/.."])
    def test_it_never_leads_out_of_the_folders(self, packs, extends):
        packs("shire", facts("shire", extends))
        with pytest.raises(PackError, match="There is no template pack"):
            load_pack("shire")

    def test_a_circle_is_named(self, packs):
        packs("one", facts("one", "two"))
        packs("two", facts("two", "one"))
        with pytest.raises(PackError, match='"one" extends itself'):
            load_pack("one")


class TestFaults:
    def test_every_fault_of_the_words_is_named_with_its_place(self, packs):
        form = WORDS.replace('short = "Title of activity"', "shrt = 1").replace('label = "Age"', "label = 1")
        form = form.replace("needed_when = { not = {", "needed_when = { nor = {").replace(
            'kind = "when"', 'kind = "day"'
        )
        with pytest.raises(PackError) as raised:
            load_pack_at(packs("shire", form=form))
        faults = raised.value.faults
        assert 'group "age": "label" must be text in quotation marks.' in faults
        assert (
            'section "activity", question "activity.title": there is no entry "shrt". Did you mean "short"?' in faults
        )
        assert 'section "activity", question "activity.title": "short" is missing.' in faults
        kinds = '"kind" must be one of: line, prose, when, tick.'
        assert f'section "activity", question "activity.decisions", column "date": {kinds}' in faults
        assert len([fault for fault in faults if '"needed_when" is no condition' in fault]) == form.count("{ nor = {")
        assert str(raised.value).count("\n  - ") == len(faults)

    def test_the_faults_of_the_facts_are_named(self, packs):
        pack = packs("shire", 'council = "shire"\nversion = 1\nextend = "bedford"\n')
        with pytest.raises(PackError) as raised:
            load_pack_at(pack)
        assert raised.value.faults == (
            '"name" is missing.',
            '"version" must be text in quotation marks.',
            'there is no entry "extend". Did you mean "extends"?',
        )

    def test_the_name_in_the_facts_is_that_of_the_folder(self, packs):
        with pytest.raises(PackError, match='says council = "other", and its folder is called "shire"'):
            load_pack_at(packs("shire", facts("other", "bedford")))

    def test_what_is_no_pack_is_named(self, packs, tmp_path):
        with pytest.raises(PackError, match="is not a template pack"):
            load_pack_at(tmp_path / "nothing")
        with pytest.raises(PackError, match="The pack has no form"):
            load_pack_at(packs("shire"))
        with pytest.raises(PackError, match="has no file"):
            load_pack_at(packs("other", form=WORDS)).part("report.docx")

    @pytest.mark.parametrize("text", ["council = ", "a = " + "[" * 5000], ids=["broken", "nested"])
    def test_what_is_no_toml_is_named(self, packs, text):
        with pytest.raises(PackError, match="is not a TOML file"):
            load_pack_at(packs("shire", form=text))

    def test_what_is_not_in_utf_8_is_named(self, packs):
        pack = packs("shire")
        (pack / "form.toml").write_bytes(b'title = "Caf\xe9"')
        with pytest.raises(PackError, match="not in UTF-8"):
            load_pack_at(pack)

    def test_a_form_saved_by_windows_notepad_is_read(self, packs):
        pack = packs("shire")
        (pack / "form.toml").write_bytes(b"\xef\xbb\xbf" + WORDS.replace("\n", "\r\n").encode())
        assert load_pack_at(pack).form == load_pack("bedford").form


class TestLinks:
    @pytest.mark.parametrize("name", PARTS)
    def test_a_file_of_a_pack_is_never_a_link(self, packs, tmp_path, name):
        pack = packs("shire", facts("shire", "bedford"))
        target = tmp_path / "secret"
        target.write_text("x", encoding="utf-8")
        (pack / name).unlink(missing_ok=True)
        (pack / name).symlink_to(target)
        with pytest.raises(PackError, match="is a link to another place"):
            load_pack_at(pack).read(name)

    def test_what_is_no_file_is_not_opened(self, packs):
        pack = packs("shire", form=WORDS)
        os.mkfifo(pack / "report.css")
        with pytest.raises(InputError, match="has no file"):
            load_pack_at(pack).read("report.css")
