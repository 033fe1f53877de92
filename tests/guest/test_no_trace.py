"""What a program that uses eqia finds afterwards as it was before."""

import sys

import pytest

USES = [
    "pdf()",
    "eqia.render_docx(SMALL, today=TODAY)",
    "eqia.render_html(SMALL, today=TODAY)",
    "eqia.check(SMALL, today=TODAY)",
    "from eqia.packs.check import check_pack; assert check_pack(SAMPLES.parent / 'templates' / 'bedford').sound",
]
HOST = """
import weasyprint
page = '''<html lang=en><title>Host</title><meta name=dcterms.created content=2026-01-01>
<style>table { border-collapse: collapse } body { font-family: sans-serif } td::before { content: "→" }</style>
<h1>Host</h1><p>Words \\u2611 and <b>bold</b> words</p><ul><li>One<li>Two</ul>
<table><thead><tr><th>A<th>B</tr></thead><tbody><tr><td>1<td>2<tr><td>3<td>4</tbody></table></html>'''

def hosts():
    return [
        weasyprint.HTML(string=page).write_pdf(pdf_variant=variant, pdf_tags=True, pdf_identifier=b"x" * 16)
        for variant in (None, "pdf/ua-1", "pdf/a-3a")
    ]
"""


def test_the_tagged_documents_of_a_program_are_byte_for_byte_as_before(guest):
    guest(
        HOST
        + """
before = hosts()
assert hosts() == before
assert pdf().startswith(b"%PDF")
assert hosts() == before
eqia.render_docx(SMALL, today=TODAY), eqia.render_html(SMALL, today=TODAY)
assert hosts() == before
""",
        words=(sys.executable,),
        ends_well=True,
    )


def test_documents_made_for_the_first_time_afterwards_are_those_of_a_program_without_eqia(guest, tmp_path):
    (tmp_path / "out").mkdir()
    for name, first in (("with", "pdf()"), ("without", "")):
        code = HOST.replace("import weasyprint", f"{first}\nimport weasyprint")
        guest(f"{code}\nPath('out/{name}').write_bytes(b''.join(hosts()))", words=(sys.executable,))
    assert (tmp_path / "out" / "with").read_bytes() == (tmp_path / "out" / "without").read_bytes()


SEEN = """
import gc, locale, logging, resource, signal, threading, decimal, os, socket

def seen():
    return {
        "variables": dict(os.environ),
        "signals": [signal.getsignal(number) for number in signal.valid_signals()],
        "masks": signal.pthread_sigmask(signal.SIG_BLOCK, []),
        "timers": [signal.getitimer(which) for which in range(3)],
        "limits": [resource.getrlimit(which) for which in range(16)],
        "memory": (gc.isenabled(), gc.get_threshold(), gc.get_freeze_count(), gc.callbacks[:]),
        "locale": locale.setlocale(locale.LC_ALL),
        "warnings": warnings.filters[:],
        "depth": sys.getrecursionlimit(),
        "stack": threading.stack_size(),
        "threads": [thread.name for thread in threading.enumerate()],
        "hooks": (sys.excepthook, sys.displayhook, threading.excepthook, sys.unraisablehook, sys.path_hooks[:]),
        "importers": [each for each in sys.meta_path],
        "path": sys.path[:],
        "folder": os.getcwd(),
        "mask": (os.umask(0o77), os.umask(0o22))[0],
        "loggers": [
            (name, log.level, log.propagate, log.handlers[:], log.disabled)
            for name, log in sorted({"": logging.root, **logging.root.manager.loggerDict}.items())
            if isinstance(log, logging.Logger) and (log.handlers or log.level or not log.propagate)
        ],
        "streams": (sys.stdin, sys.stdout, sys.stderr),
        "timeout": socket.getdefaulttimeout(),
        "sums": decimal.getcontext().copy().__repr__(),
        "switch": sys.getswitchinterval(),
        "digits": sys.get_int_max_str_digits(),
        "children": os.path.exists(f"/proc/self/task/{os.getpid()}/children")
        and Path(f"/proc/self/task/{os.getpid()}/children").read_text(),
    }
os.umask(0o22)
"""


@pytest.mark.parametrize("use", USES)
def test_nothing_of_the_process_is_changed(guest, use):
    guest(
        SEEN
        + f"""
logging.getLogger("weasyprint").addHandler(logging.NullHandler())
before = seen()
{use}
after = seen()
assert before == after, {{name: (before[name], after[name]) for name in before if before[name] != after[name]}}
"""
    )


@pytest.mark.parametrize("use", USES)
def test_the_program_never_loads_what_draws(guest, use):
    guest(f"""
        {use}
        drawing = {{"weasyprint", "pydyf", "pikepdf", "cffi", "fontTools", "tinyhtml5", "PIL"}}
        assert not drawing & {{name.partition(".")[0] for name in sys.modules}}
    """)


@pytest.mark.parametrize("use", USES)
def test_other_libraries_are_as_they_were(guest, use):
    """A stand-in for docxcompose, which docxtpl loads if it is there, and which changes python-docx."""
    guest(
        f"""
        Path("docxcompose").mkdir()
        Path("docxcompose/__init__.py").write_text("from docx.oxml.ns import nsmap; nsmap['wp14'] = 'urn:wp14'")
        import docx, docx.oxml.ns, jinja2, jinja2.defaults, lxml.etree
        from lxml import etree
        def seen():
            return (
                dict(docx.oxml.ns.nsmap), dict(docx.oxml.ns.pfxmap), dict(jinja2.defaults.DEFAULT_FILTERS),
                dict(jinja2.defaults.DEFAULT_NAMESPACE), dict(jinja2.Environment().filters),
                etree.tostring(etree.fromstring("<a xmlns:w='urn:x'><w:b/>&lt;</a>")), type(etree.fromstring("<a/>")),
                etree.tostring(etree.fromstring("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")),
            )
        before = seen()
        {use}
        assert seen() == before
    """,
        words=(sys.executable,),
    )


def test_what_the_program_prints_and_is_told_is_its_own(guest):
    done = guest(
        """
        print("before"); sys.stdout.flush(); os.write(2, b"")
        pdf()
        print("after", sys.stdin.readline())
    """,
        input="a line\n",
    )
    assert done.stdout == "before\nafter a line\n\n"
