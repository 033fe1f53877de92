"""Running the commands of review, for their tests."""

import json
import subprocess
from pathlib import Path

import jsonschema

from eqia.assessment import store
from eqia.concepts.model import Concepts
from eqia.wordml.archive.package import DOCUMENT, read_parts, write_parts
from eqia.wordml.names import parse, serialise, w
from tests.programs import COMMAND, run

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = ROOT / "samples" / "bedford-school-improvement-2018-as-published.json"
COMPLETED = ROOT / "samples" / "bedford-school-improvement-2018-completed.json"
OFFICER = ["--who", "Equality officer", "--today", "4 May 2026"]


def eqia(*words, code=0):
    done = run([*COMMAND, *words], encoding="utf-8", stdin=subprocess.DEVNULL)
    assert done.returncode == code, done.stderr + done.stdout
    return done


def flat(text):
    """A text of a screen without its line ends."""
    return " ".join(text.split())


def edit(path, change, to=None):
    parts = read_parts(path.read_bytes())
    root = parse(parts[DOCUMENT])
    change(root)
    target = to or path
    target.write_bytes(write_parts(parts | {DOCUMENT: serialise(root)}))
    return target


def reword(old, new):
    def change(root):
        for text in root.iter(w("t")):
            text.text = (text.text or "").replace(old, new)

    return change


def said(path):
    return store.parse(store.read_json(path), Concepts)[0]


def fits(output, name):
    schema = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    data = json.loads(output)
    jsonschema.Draft202012Validator(schema).validate(data)
    return data
