"""The package works away from its checkout: templates, schemas and samples travel with it."""

import json
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A clean environment elsewhere with the wheel in it; the packages it needs come from the running one."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("eqia-*.whl")
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-deps", wheel], check=True, capture_output=True)
    needed = next(Path(entry) for entry in sys.path if entry.endswith("site-packages"))
    own = next((folder / "env").glob("lib/python*/site-packages"))
    lines = [str(link) for link in [needed]]
    (own / "needed.pth").write_text("\n".join(lines), encoding="utf-8")
    return python


def run(python, *words, cwd):
    return subprocess.run([python, "-P", *map(str, words)], capture_output=True, encoding="utf-8", cwd=cwd)


def test_the_wheel_renders_a_sample_elsewhere(installed, tmp_path):
    where = run(installed, "-c", "import eqia; print(eqia.__file__)", cwd=tmp_path).stdout
    assert str(ROOT) not in where
    folder = run(installed, "-c", "from eqia import resources; print(resources.folder('samples'))", cwd=tmp_path)
    sample = Path(folder.stdout.strip()) / "not-required.json"
    assert str(ROOT) not in str(sample)
    done = run(installed, "-m", "eqia", "render", sample, "-o", tmp_path, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["not-required.docx", "not-required.pdf"]


def test_the_wheel_explains_rules_and_prints_its_schema(installed, tmp_path):
    assert "RT04" in run(installed, "-m", "eqia", "rules", "RT04", cwd=tmp_path).stdout
    assert json.loads(run(installed, "-m", "eqia", "schema", cwd=tmp_path).stdout)["title"]
