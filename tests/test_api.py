"""The Python interface, as the README shows it."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_the_example_of_the_readme_runs(tmp_path):
    (example,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    done = subprocess.run([sys.executable, "-c", example], capture_output=True, encoding="utf-8", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "report.docx").read_bytes().startswith(b"PK")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


def test_importing_eqia_imports_nothing_else():
    code = "import sys, eqia; print([name for name in ('pydantic', 'lxml', 'click') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=ROOT)
    assert done.stdout.strip() == "[]"
