"""What a change of the program's inside leaves as it is: for each sample its digest, findings, file and documents.

``python tests/invariants.py [COMMIT]`` compares this checkout with another commit (``main`` without one), and tells
what differs; ``--keep`` writes the digests and findings that ``tests/test_invariants.py`` holds.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
KEPT = HERE / "invariants.json"
TODAY = date(2026, 11, 22)
RECORD = "--record"


def lasting(root: Path) -> dict[str, dict[str, object]]:
    """The digest and the findings of every sample: what no change of the program's inside may touch."""
    from eqia.workflows import check_assessment, open_assessment, store

    found: dict[str, dict[str, object]] = {}
    for path in sorted((root / "samples").glob("*.json")):
        opened = open_assessment(path)
        findings = [f"{each.rule} {each.fields[0]}" for each in check_assessment(opened, TODAY)]
        found[path.stem] = {"digest": store.content_digest(opened.assessment), "findings": findings}
    return found


def record(root: Path) -> dict[str, str]:
    """All that is compared between two commits, by name: a digest of each text and of each document."""
    from eqia.documents import Format
    from eqia.form.loader import load_pack
    from eqia.form.schema import build_schema
    from eqia.workflows import check_assessment, make_documents, make_worksheet, open_assessment, store, view_of

    pack = load_pack("bedford")
    made = {
        "schema": _sha(json.dumps(build_schema(pack.form)).encode()),
        "worksheet": _sha(make_worksheet(pack)),
    }
    for name, facts in lasting(root).items():
        made |= {f"{name}, {fact}": str(value) for fact, value in facts.items()}
        opened = open_assessment(root / "samples" / f"{name}.json")
        said = [each.message for each in check_assessment(opened, TODAY)]
        made[f"{name}, messages"] = _sha(json.dumps(said).encode())
        made[f"{name}, file"] = _sha(store.to_json(opened.assessment).encode())
        made[f"{name}, printed"] = _sha(json.dumps(view_of(opened, draft=True).printed).encode())
        for format, data in make_documents(opened, list(Format), draft=True).items():
            made[f"{name}, {format}"] = _sha(data)
    return made


def recorded_at(folder: Path) -> dict[str, str]:
    """The record of the program that stands in a folder."""
    done = subprocess.run(
        [sys.executable, __file__, RECORD, str(folder)],
        env={**os.environ, "PYTHONPATH": str(folder)},
        cwd=folder,
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout)


def compare(commit: str) -> int:
    """Print what differs between this checkout and a commit; the number of differences."""
    packed = subprocess.run(["git", "archive", commit], cwd=HERE.parent, stdout=subprocess.PIPE, check=True).stdout
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(packed)) as files:
            files.extractall(folder, filter="data")
        before, after = recorded_at(Path(folder)), recorded_at(HERE.parent)
    differing = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    for name in differing:
        print(f"{name}: {before.get(name)} -> {after.get(name)}")
    print(f"{len(after)} compared with {commit}, {len(differing)} differ")
    return len(differing)


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


if __name__ == "__main__":
    match sys.argv[1:]:
        case [option, folder] if option == RECORD:
            print(json.dumps(record(Path(folder))))
        case ["--keep"]:
            KEPT.write_text(json.dumps(lasting(HERE.parent), indent=2) + "\n", encoding="utf-8")
        case others:
            sys.exit(compare(others[0] if others else "main") > 0)
