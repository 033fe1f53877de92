"""eqia template: a council's own form and documents, made and checked."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import click

from eqia.cli.console import say, say_path
from eqia.cli.options import FILE
from eqia.cli.present import counted
from eqia.errors import EqiaError, InputError, MissingLibrary, PackError
from eqia.files import is_folder
from eqia.form.loader import find_pack, known_councils, load_pack
from eqia.resources import TEMPLATES_VARIABLE

_WHAT_TO_EDIT = """\
What to change, and with what:
  pack.toml     a text editor: the pack's name, and what the rules should insist on
  form.toml     a text editor: the council's name, titles, labels, guidance, groups and order
  report.docx   Word: the same titles and labels, and the look. Leave what stands in {{{{ }}}} and {{% %}} as it is
  report.css    a text editor: the look of the PDF and of the web page
  report.html   only if the PDF and the web page should be built another way

If you change the order or the groups in form.toml, move report.docx away and have it made anew:
  eqia template word "{pack}"
When you are done:
  eqia template check "{pack}"
So that eqia finds it (on Windows: set instead of export):
  export {variable}="{folder}"
"""


@click.group(name="template")
def command() -> None:
    """Make a council's own form and documents, and check them.

    A template pack is a folder of six files: the form's words, the Word template, the page and its style sheet, what
    the rules should insist on, and other names for labels. It holds no program. eqia looks for packs in the folder
    that EQIA_TEMPLATES names, and has Bedford's of its own.
    """


@command.command(name="list")
def list_packs() -> None:
    """List the packs that eqia finds, and where they are."""
    for council in known_councils():
        try:
            pack = load_pack(council)
        except EqiaError:
            say(f'{council:<20} FAULTY: see "eqia template check {find_pack(council)}"')
        else:
            facts = f"{council:<20} {pack.facts.version:<8} {pack.facts.name}\n{'':<20} {pack.folders[0]}"
            say(facts)


@command.command(name="new")
@click.argument("name")
@click.option("-o", "--output", type=FILE, default=Path(), help="The folder for packs. Without it: this folder.")
def new_pack(name: str, output: Path) -> None:
    """Start a pack called NAME from a copy of Bedford's. Nothing that is there is replaced.

    NAME is what assessments call the council: small letters, figures and underscores, such as "milton_keynes".
    """
    from eqia.packs.start import start_pack

    pack = start_pack(name, output)
    say_path(pack)
    say("\n" + _WHAT_TO_EDIT.format(pack=pack, folder=output.resolve(), variable=TEMPLATES_VARIABLE), err=True)


@command.command(name="word")
@click.argument("folder", type=FILE)
def make_word(folder: Path) -> None:
    """Make the Word template of the pack in FOLDER from its form.toml, in its order and with its labels.

    A report.docx that is there already is never replaced.
    """
    from eqia.packs.start import make_word_template

    say_path(make_word_template(folder))


@command.command(name="check")
@click.argument("folder", type=FILE)
def check(folder: Path) -> None:
    """Say what is wrong with the pack in FOLDER, or that it is sound.

    Every question is filled with a text of its own; then each must be found in the Word document, the PDF and the web
    page, beside its label. The exit code is 5 if the pack cannot be used, 0 if it can; warnings do not count.
    """
    from eqia.packs.check import check_pack
    from eqia.packs.faults import serious

    if not is_folder(folder):
        raise InputError(f'There is no folder "{folder}". Name the folder of a pack.')
    checked = check_pack(folder)
    for warning, heading in ((False, "To be mended"), (True, "To be looked at")):
        faults = sorted((fault for fault in checked.faults if fault.warning is warning), key=lambda fault: fault.file)
        for file, group in groupby(faults, key=lambda fault: fault.file):
            say(f"{heading} in {file}:")
            for fault in group:
                say(f"  - {fault.text}")
    if checked.silent:
        say("Rules that look at what this form does not ask:")
        for line in checked.silent:
            say(f"  - {line}")
    if not checked.sound:
        number = counted(len(serious(checked.faults)), "fault")
        raise PackError(f'{number}: the pack "{folder}" cannot be used as it is.')
    if checked.missing:
        say(f"Sound: each of {checked.fields} fields is found in the Word document and the web page.")
        raise MissingLibrary(f"The PDF was not looked at. {checked.missing}")
    say(f"Sound: each of {checked.fields} fields is found in the Word document, the PDF and the web page.")
