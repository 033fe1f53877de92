"""PDF files drawn for a program that uses eqia: in threads, after forks, in odd surroundings, through losses."""

import subprocess
import sys
from pathlib import Path

import pytest

from eqia import errors
from eqia.errors import EqiaError, InputError, MissingLibrary, PackError, RenderError
from eqia.render.drawing import messages
from eqia.render.pdf_tree import EngineChanged

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "samples" / "not-required.json"

MANY = """
import hashlib, os
from concurrent.futures import ThreadPoolExecutor
NUMBER = int(os.environ.get("EQIA_TEST_DOCUMENTS", "48"))
opened = [eqia.load(path) for path in sorted(SAMPLES.glob("*.json"))]
alone = [eqia.render_pdf(each, today=TODAY) for each in opened]
with ThreadPoolExecutor(16) as threads:
    made = list(threads.map(pdf, [opened[number % len(opened)] for number in range(NUMBER)]))
assert all(data == alone[number % len(alone)] for number, data in enumerate(made))
print(len(painters()))
"""


def test_many_threads_get_the_same_bytes_without_a_warning(guest):
    """EQIA_TEST_DOCUMENTS=500 makes 500; the usual number takes a tenth of the time."""
    done = guest(MANY, timeout=900)
    assert 1 <= int(done.stdout) <= 64


@pytest.mark.parametrize("render", ["render_docx", "render_html"])
def test_word_documents_and_pages_come_out_the_same_from_many_threads(guest, render):
    guest(f"""
        from concurrent.futures import ThreadPoolExecutor
        opened = [eqia.load(path) for path in sorted(SAMPLES.glob("*.json"))] * 6
        make = lambda each: (eqia.{render}(each, today=TODAY), [str(found) for found in eqia.check(each, today=TODAY)])
        with ThreadPoolExecutor(16) as threads:
            made = list(threads.map(make, opened))
        assert made == [make(each) for each in opened]
    """)


def test_a_program_without_a_guard_and_with_an_event_loop(guest):
    guest("""
        import asyncio
        async def main():
            return await asyncio.gather(*(asyncio.to_thread(pdf) for _ in range(6)))
        assert len(set(asyncio.run(main()))) == 1
    """)


def test_processes_split_off_a_program_draw_too_and_so_does_the_program_afterwards(guest):
    guest("""
        first = pdf()
        def child():
            number = os.fork()
            if number == 0:
                os._exit(0 if pdf() == first else 1)
            return number
        children = [child() for _ in range(3)]
        assert pdf() == first
        while children:
            number, state = os.wait()
            assert state == 0
            children.remove(number)
        try:
            os.wait()
        except ChildProcessError:
            pass
        else:
            raise AssertionError("a child of eqia's was left")
    """)


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_daemons_of_a_program_draw(guest, method):
    guest(f"""
        import multiprocessing
        def size(number):
            return len(pdf())
        if __name__ == "__main__":
            pdf()
            with multiprocessing.get_context("{method}").Pool(2) as pool:
                assert len(set(pool.map(size, range(4)))) == 1
    """)


def test_a_program_that_is_killed_leaves_nothing_running(guest):
    done = guest("pdf(); assert painters(); sys.stdout.flush(); os.kill(os.getpid(), 9)", ends_well=False)
    assert done.returncode == -9


def test_a_process_that_was_lost_is_replaced_and_the_call_answered(guest):
    guest("""
        first = pdf()
        for number in painters():
            os.kill(number, 9)
        assert pdf() == first
    """)


def test_a_process_that_is_lost_while_it_draws_is_replaced_and_the_call_answered(guest):
    guest("""
        import threading
        large = eqia.load(SAMPLES / "bedford-school-improvement-2018-completed.json")
        first = pdf(large)
        (number,) = painters()
        threading.Timer(0.1, os.kill, (number, 9)).start()
        for _ in range(5):
            assert pdf(large) == first
        assert painters() != [number]
    """)


def test_a_file_over_which_processes_are_lost_again_and_again_is_given_up(guest):
    guest("""
        from eqia.render.drawing.painter import Painter
        ask = Painter.ask
        def lost(self, order, seconds):
            os.kill(painters()[0], 9)
            return ask(self, order, seconds)
        Painter.ask = lost
        try:
            pdf()
        except eqia.EqiaError as error:
            assert "was ended twice" in str(error), error
        Painter.ask = ask
        assert pdf()
    """)


def test_what_takes_too_long_is_stopped_and_the_next_file_is_made(guest):
    guest("""
        import signal, time
        from eqia.render.drawing import painters as drawing
        first = pdf()
        (number,) = painters()
        os.kill(number, signal.SIGSTOP)
        drawing._shared._seconds = 2.0
        began = time.monotonic()
        try:
            pdf()
        except eqia.EqiaError as error:
            assert "took longer than 2 seconds and was stopped" in str(error), error
        assert 2 <= time.monotonic() - began < 20
        drawing._shared._seconds = drawing.SECONDS
        assert pdf() == first
        os.kill(number, signal.SIGCONT)
        assert ends(number)
    """)


def test_a_process_that_hangs_ends_by_itself_after_its_seconds(guest):
    """One that no program waits for any more, either."""
    guest("""
        from eqia.render.drawing import painters as drawing
        large = eqia.load(SAMPLES / "bedford-school-improvement-2018-completed.json")
        pdf()
        (number,) = painters()
        drawing._shared._seconds = 0.05
        try:
            pdf(large)
        except eqia.EqiaError as error:
            assert "was stopped" in str(error), error
        else:
            raise AssertionError("it was made in time")
        assert ends(number)
    """)


def test_ctrl_c_ends_what_is_drawn_and_the_next_file_is_its_own(guest):
    guest("""
        import signal, threading
        large = eqia.load(SAMPLES / "bedford-school-improvement-2018-completed.json")
        small = pdf()
        threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
        try:
            while True:
                pdf(large)
        except KeyboardInterrupt:
            pass
        assert pdf() == small
    """)


SURROUNDINGS = {
    "a folder that is gone": "Path('gone').mkdir(); os.chdir('gone'); os.rmdir('../gone')",
    "no standard streams": "os.close(0); os.close(1); os.close(2); sys.stdin = sys.stdout = sys.stderr = None",
    "sockets that do not wait": "import socket; socket.setdefaulttimeout(0.001)",
    "signals as in C": "import signal; signal.signal(signal.SIGPIPE, signal.SIG_DFL)",
    "children that nobody waits for": "import signal; signal.signal(signal.SIGCHLD, signal.SIG_IGN)",
    "a handler for children": "import signal; signal.signal(signal.SIGCHLD, lambda *_: os.waitpid(-1, os.WNOHANG))",
    "files of the libraries' names": "[Path(f'{name}.py').write_text('1/0') for name in ('weasyprint', 'json')]",
    "variables that change Python": "os.environ.update(PYTHONWARNINGS='error', PYTHONUTF8='0', PYTHONPATH='/nowhere')",
    "another machine's fonts": "os.environ.update(FONTCONFIG_FILE='/dev/null', FONTCONFIG_PATH='/nowhere')",
    "another language": "os.environ.update(LC_ALL='tr_TR.UTF-8', LANG='C')",
}


@pytest.fixture(scope="module")
def usual(tmp_path_factory):
    """The file that the command line makes."""
    folder = tmp_path_factory.mktemp("usual")
    words = [sys.executable, "-m", "eqia", "render", SAMPLE, "--pdf", "-o", folder, "--today", "2026-06-01"]
    subprocess.run(words, check=True, capture_output=True, cwd=ROOT)
    return folder / f"{SAMPLE.stem}.pdf"


def test_the_bytes_are_those_of_the_command_line(guest, usual):
    guest(f"assert pdf() == Path({str(usual)!r}).read_bytes()")


@pytest.mark.parametrize("surroundings", SURROUNDINGS)
def test_odd_surroundings_change_nothing(guest, usual, tmp_path, surroundings):
    guest(f"""
        {SURROUNDINGS[surroundings]}
        one = pdf()
        for number in painters():
            os.kill(number, 9)
        two = pdf()
        Path({str(tmp_path / "one.pdf")!r}).write_bytes(one)
        Path({str(tmp_path / "two.pdf")!r}).write_bytes(two)
    """)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes() == usual.read_bytes()


def test_packages_that_only_the_program_knows_of_are_found(guest, tmp_path):
    """As where they were installed into a folder of the program's own, which it puts on its path."""
    import eqia

    packages = [Path(pytest.__file__).parents[1], Path(eqia.__file__).parents[1]]
    done = subprocess.run(
        [
            *(sys._base_executable, "-I", "-c"),
            f"import sys; sys.path += {[str(each) for each in packages]!r}; import eqia; from datetime import date\n"
            f"print(len(eqia.render_pdf(eqia.load({str(SAMPLE)!r}), today=date(2026, 6, 1))))",
        ],
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 10_000


@pytest.mark.parametrize("change", ["sys.frozen = True", "sys.executable = '/usr/sbin/uwsgi'", "sys.executable = ''"])
def test_a_program_with_python_built_in_never_starts_itself_again(guest, change):
    guest(f"""
        {change}
        sys.prefix = "/nowhere"
        try:
            pdf()
        except eqia.EqiaError as error:
            assert "this program has none beside it" in str(error), error
        else:
            raise AssertionError("something was started")
        sys.prefix = sys.exec_prefix
        assert pdf().startswith(b"%PDF")
    """)


def test_faults_come_through_as_they_were_raised(guest):
    guest(
        """
        from dataclasses import replace
        from eqia.documents import Format, make_document
        from eqia.errors import PackError
        from eqia.process import claim
        from eqia.render.drawing.front import draw_pdf
        from eqia.workflows import view_of
        view = view_of(SMALL, draft=True)
        page, style = SMALL.pack.read_text("report.html"), SMALL.pack.read_text("report.css")
        looks = [
            (page + "{% endfor %}", style), (page + "{% set a = 1 %}{{ 1 + 1 }}", style),
            (page, "@import url(http://127.0.0.1:9/x.css);" + style), ("<p>", style),
            (page, style + "li, p { display: none }"), (page + "{{ facts.nothing }}", style),
        ]
        def raised():
            found = []
            for look in looks:
                try:
                    draw_pdf(view, *look)
                except Exception as error:
                    found.append((type(error), str(error), getattr(error, "faults", None)))
            return found
        there = raised()
        claim()
        here = raised()
        assert len(here) >= 5
        assert there == here
    """,
        words=(sys.executable,),
    )


@pytest.mark.parametrize(
    "error", [RenderError("a\nb"), PackError("c", ["d", "e"]), MissingLibrary("f"), InputError("g")]
)
def test_an_error_arrives_as_it_was_sent(error):
    def fail():
        raise error

    with pytest.raises(EqiaError) as raised:
        messages.file_in(messages.answer(fail))
    assert (type(raised.value), str(raised.value)) == (type(error), str(error))
    assert getattr(raised.value, "faults", None) == getattr(error, "faults", None)


def test_an_error_of_a_class_that_the_program_does_not_load_arrives_as_the_class_above_it():
    def fail():
        raise EngineChanged("it changed")

    with pytest.raises(RenderError) as raised:
        messages.file_in(messages.answer(fail))
    assert type(raised.value) is errors.RenderError
    assert str(raised.value) == str(EngineChanged("it changed"))


def test_a_fault_of_eqia_says_where_and_not_what_was_answered():
    def fail():
        raise KeyError("secret")

    with pytest.raises(RuntimeError, match="KeyError") as raised:
        messages.file_in(messages.answer(fail))
    assert "secret" not in str(raised.value) + "".join(raised.value.__notes__)
    assert "test_drawing.py" in raised.value.__notes__[0]
