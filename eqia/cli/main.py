"""The entry point: lazy sub-commands, and the one place where errors become sentences and exit codes."""

from __future__ import annotations

import contextlib
import gc
import importlib
import keyword
import os
import signal
import sys
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import click

from eqia import __version__
from eqia.cli.console import READER_GONE, complain, drop_unheard, forget_names, prepare_output
from eqia.cli.ending import end_in_order
from eqia.errors import EqiaError, OutputError
from eqia.printable import with_names
from eqia.process import claim
from eqia.resources import TEMPLATES_VARIABLE

COMMANDS: Final = {
    "new": "Start an assessment: eqia asks, you answer.",
    "resume": "Carry on with an assessment where you stopped.",
    "check": "Find contradictions and gaps in an assessment.",
    "render": "Make the Word, PDF and HTML documents.",
    "batch": "Check and render every assessment in a folder.",
    "worksheet": "Write the questions into a Word file to fill in with colleagues.",
    "import": "Make an assessment of a filled-in Word form.",
    "compare": "Say what changed from one assessment to another.",
    "review": "Send an assessment out for review in Word, and bring it back.",
    "approve": "Approve an assessment: who, when, and exactly what.",
    "verify": "Say whether a document is untouched, and what it shows.",
    "rules": "List the rules, or explain one.",
    "schema": "Print the JSON Schema of assessment files.",
    "template": "Make a council's own form and documents, and check them.",
    "doctor": "Say what is installed and what is missing.",
}
"""Every command and its line in the help, in the order people need them."""

_MOST_FILES: Final = 5
"""Files that are named of those that were written before something went wrong."""

_UNLIMITED: Final = {"new", "resume", "batch"}
"""Commands that may take any time: those that ask and wait, and the one whose processes have limits of their own."""

_OPTIONS: Final = (
    f"Options: --plain (for screen readers), --templates FOLDER (packs of your own; also {TEMPLATES_VARIABLE}), "
    "--debug, --version, --help."
)


def _load(name: str) -> click.Command:
    module = f"{name}_" if keyword.iskeyword(name) else name
    command: click.Command = importlib.import_module(f"eqia.cli.commands.{module}").command
    return command


@cache
def _load_limited(name: str) -> click.Command:
    from eqia.cli.within import within_limits

    return within_limits(_load(name))


class LazyCommands(click.Group):
    """A group whose commands are imported when they are called, so that help and check start quickly."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order people need them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        return _load(cmd_name) if cmd_name in _UNLIMITED else _load_limited(cmd_name)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write no line on usage: with it the help would not fit on one screen."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands into the help without importing any, and the options in as few rows as they need."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))
        formatter.write_paragraph()
        formatter.write_text(_OPTIONS)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the words name; for a wrong one, the nearest right one is suggested."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.UsageError(f'There is no command "{args[0]}". {_hint(args[0])}', ctx)
        return super().resolve_command(ctx, args)


def _hint(word: str) -> str:
    """What somebody may have meant by a word that is no command."""
    if word.endswith(".json"):
        return f'To carry on with an assessment: eqia resume "{word}"'
    import difflib  # here, so that help comes sooner

    close = difflib.get_close_matches(word, COMMANDS, n=1)
    return f'Did you mean "{close[0]}"?' if close else "Type eqia alone for a menu."


@click.group(
    cls=LazyCommands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="eqia", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Show where an unexpected error came from.")
@click.option("--plain", is_flag=True, help="Show the menu line by line, for screen readers and simple terminals.")
@click.option(
    "--templates",
    metavar="FOLDER",
    envvar=TEMPLATES_VARIABLE,
    show_envvar=True,
    help="Where your council's own template packs are.",
)
@click.pass_context
def eqia(ctx: click.Context, debug: bool, plain: bool, templates: str | None) -> int:
    """Equality impact assessments: answer questions, get the report in Word and PDF.
    Type "eqia" alone for a menu, or "eqia COMMAND --help" for one command.
    """
    ctx.obj = debug
    if templates:
        ctx.with_resource(_packs_in(templates))
    if ctx.invoked_subcommand is not None:
        return 0
    code: int = ctx.invoke(_load("menu"), plain=plain)
    return code


@contextlib.contextmanager
def _packs_in(templates: str) -> Iterator[None]:
    """While this holds, packs are also looked for in these folders, by worker processes too."""
    before = os.environ.get(TEMPLATES_VARIABLE)
    os.environ[TEMPLATES_VARIABLE] = templates
    try:
        yield
    finally:
        os.environ.pop(TEMPLATES_VARIABLE)
        if before is not None:
            os.environ[TEMPLATES_VARIABLE] = before


def main(args: list[str] | None = None) -> None:
    """Run the command line and exit with the code of what happened."""
    claim()
    prepare_output()
    end_in_order()
    code = run(args)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is done
    drop_unheard()
    gc.freeze()  # the program ends: nothing of it needs to be looked through any more, which takes up to 0.15 s
    sys.exit(code)


def run(args: list[str] | None = None) -> int:
    """Run the command line and give the exit code. stdout carries the result, stderr all else."""
    forget_names()
    try:
        result: Any = eqia.main(args, prog_name="eqia", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except EqiaError as error:
        if str(error):
            complain(with_names(str(error), *(sys.argv[1:] if args is None else args)))
        return error.exit_code
    except (click.exceptions.Abort, KeyboardInterrupt):
        complain("Stopped.")
        return 130
    except click.ClickException as error:
        from eqia.cli.misuse import sentences_of

        complain(with_names(sentences_of(error), *(sys.argv[1:] if args is None else args)))
        return 2
    except SystemExit as left:
        if type(left) is SystemExit:  # click's own, when nobody reads the output any more
            return READER_GONE
        raise
    except Exception as error:
        if "--debug" in (sys.argv[1:] if args is None else args):
            raise
        return _fail(error)


def _fail(error: Exception) -> int:
    """Say what went wrong that is no EqiaError: the output's disk is full, or a fault of eqia."""
    if isinstance(error, OSError) and error.filename is None and error.strerror:  # with a name it is about a file
        from eqia.system_words import reason

        complain(f"The output could not be written: {reason(error)}.")
        return OutputError.exit_code
    complain(
        f"Something went wrong inside eqia. {_what_stands()} "
        'Run the command again with "eqia --debug ..." and send what it prints to whoever looks after eqia.'
    )
    return 1


def _what_stands() -> str:
    """Whether files were written before something went wrong, and which."""
    from eqia.files import written

    paths = [f'"{path}"' for path in written()]
    if not paths:
        return "Your files are as they were."
    more = f" and {len(paths) - _MOST_FILES} more" if len(paths) > _MOST_FILES else ""
    return f"Before that it had begun to write {', '.join(paths[:_MOST_FILES])}{more}: look at what is there."
