"""The soak of the benchmarks at a size that fits: stopped, killed, met by a second batch, robbed of files."""

import sys

import pytest

from tests.benchmarks.soak import documents, look_into, soak
from tests.conftest import need


@pytest.mark.skipif(sys.platform != "linux", reason="the soak looks at processes as Linux shows them")
def test_whatever_happens_good_files_become_whole_documents_and_bad_ones_are_named(tmp_path):
    need("setpriv")
    done = soak(tmp_path, 60, ("docx", "html"))
    assert done.faults == [], "\n".join(done.log)
    there = documents(done)
    assert len(there) > 100

    there[0].write_bytes(there[0].read_bytes()[:-20])
    there[1].unlink()
    (done.out / "stranger.html").write_text("</html>", encoding="utf-8")
    look_into(done, list(done.source.rglob("*.json")))
    assert {fault.partition(":")[0] for fault in done.faults} >= {"digests differ", "not whole", "not in the manifest"}
