"""An officer at the keyboard of LibreOffice: opens a Word file, edits it as told, and saves it.

Run with the Python that has LibreOffice's ``uno``:  officer.py IN.docx OUT.docx EDITS.json
EDITS is a list of steps, each a list of a name and its arguments; see the functions named ``do_...``. What was done is
printed as JSON. The program has a profile of its own, shows no window, and ends within a minute.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import uno
import unohelper
from com.sun.star.awt import XCallback
from com.sun.star.beans import PropertyValue
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

PATIENCE = 60
"""Seconds that LibreOffice may take to start."""


def named(**values):
    made = []
    for name, value in values.items():
        one = PropertyValue()
        one.Name, one.Value = name, value
        made.append(one)
    return tuple(made)


class Officer:
    """The document that lies open, and what can be done with it."""

    def __init__(self, desktop, context, document):
        self.context, self.document = context, document
        self.dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)

    def find(self, text):
        search = self.document.createSearchDescriptor()
        search.SearchString = text
        search.SearchCaseSensitive = True
        return self.document.findFirst(search)

    def do_replace(self, old, new):
        search = self.document.createReplaceDescriptor()
        search.SearchString, search.ReplaceString, search.SearchCaseSensitive = old, new, True
        return self.document.replaceAll(search)

    def do_insert_before(self, text, new):
        found = self.find(text)
        found.getText().insertString(found.getStart(), new, False)

    def do_insert_after(self, text, new):
        found = self.find(text)
        found.getText().insertString(found.getEnd(), new, False)

    def do_new_paragraph_before(self, text):
        found = self.find(text)
        found.getText().insertControlCharacter(found.getStart(), PARAGRAPH_BREAK, False)

    def do_new_paragraph_after(self, text, new):
        found = self.find(text)
        at = found.getText().createTextCursorByRange(found.getEnd())
        found.getText().insertControlCharacter(at, PARAGRAPH_BREAK, False)
        found.getText().insertString(at, new, False)

    def do_delete(self, text):
        self.find(text).setString("")

    def do_join_with_next(self, text):
        """Deletes the end of the paragraph that the text stands at the end of."""
        found = self.find(text)
        cursor = found.getText().createTextCursorByRange(found.getEnd())
        cursor.goRight(1, True)
        cursor.setString("")

    def do_bullet(self, text):
        """Makes the paragraph an item of a list, as the button for bullets does."""
        cursor = self.document.CurrentController.getViewCursor()
        cursor.gotoRange(self.find(text), False)
        self.dispatch(".uno:DefaultBullet")

    def do_track(self, on):
        self.document.RecordChanges = on

    def do_accept_all(self):
        self.dispatch(".uno:AcceptAllTrackedChanges")

    def do_reject_all(self):
        self.dispatch(".uno:RejectAllTrackedChanges")

    def do_comment(self, text, author, words):
        found = self.find(text)
        note = self.document.createInstance("com.sun.star.text.textfield.Annotation")
        note.Author, note.Content = author, words
        found.getText().insertTextContent(found, note, True)

    def do_tick(self, number):
        """Clicks a box, counted from 0 in the order of the document: its state and its mark both change."""
        control = self.controls()[number]
        control.Checked = not control.Checked
        next(each(control)).setString("\u2612" if control.Checked else "\u2610")
        return control.Checked

    def do_type_in_cell(self, label, column, words):
        """Types at the end of a cell of the row with this label, the columns counted from 0."""
        table = self.find(label).TextTable
        for row in range(table.Rows.Count):
            if table.getCellByPosition(0, row).String.strip() == label:
                cell = table.getCellByPosition(column, row)
                cursor = cell.createTextCursor()
                cursor.gotoEnd(False)
                cell.insertString(cursor, words, False)
                return
        raise LookupError(label)

    def do_add_row_after(self, text):
        """Adds a row below the one the text stands in."""
        found = self.find(text)
        table, row = found.TextTable, self.row_of(found)
        table.Rows.insertByIndex(row + 1, 1)

    def do_fill_row_after(self, text, *words):
        found = self.find(text)
        table, row = found.TextTable, self.row_of(found) + 1
        for column, each in enumerate(words):
            table.getCellByPosition(column, row).setString(each)

    def do_delete_row(self, text):
        found = self.find(text)
        found.TextTable.Rows.removeByIndex(self.row_of(found), 1)

    def row_of(self, found):
        name = found.Cell.CellName
        return int("".join(c for c in name if c.isdigit())) - 1

    def controls(self):
        """The controls of the document in order: LibreOffice 7.4 has no list of them and does not tell their titles."""
        return [
            portion.ContentControl
            for paragraph in paragraphs(self.document.Text)
            for portion in each(paragraph)
            if portion.TextPortionType == "ContentControl"
        ]

    def dispatch(self, command):
        frame = self.document.CurrentController.Frame
        self.dispatcher.executeDispatch(frame, command, "", 0, ())


def each(holder):
    items = holder.createEnumeration()
    while items.hasMoreElements():
        yield items.nextElement()


def paragraphs(text):
    for block in each(text):
        if block.supportsService("com.sun.star.text.TextTable"):
            for name in block.getCellNames():
                yield from paragraphs(block.getCellByName(name))
        else:
            yield block


class OnTheMainThread(unohelper.Base, XCallback):
    """Work that LibreOffice asks for from its main thread, where alone it can show comments.

    What is called during ``notify`` runs in the thread that waits for it.
    """

    def __init__(self, work):
        self.work, self.result, self.error, self.done = work, None, None, threading.Event()

    def notify(self, data):
        try:
            self.result = self.work()
        except BaseException as error:
            self.error = error
        self.done.set()


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def work(desktop, context, source, target, steps):
    document = desktop.loadComponentFromURL(source.as_uri(), "_blank", 0, named(Hidden=True))
    officer = Officer(desktop, context, document)
    done = [[name, getattr(officer, f"do_{name}")(*words)] for name, *words in steps]
    document.storeToURL(target.as_uri(), named(FilterName="MS Word 2007 XML"))
    document.close(True)
    return done


def edit(source, target, steps, soffice="soffice"):
    with tempfile.TemporaryDirectory() as profile:
        pipe = f"officer{Path(profile).name}"
        opened = Path(profile) / source.name
        opened.write_bytes(source.read_bytes())
        program = subprocess.Popen(
            [soffice, f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", "--nologo",
             "--nolockcheck", f"--accept=pipe,name={pipe};urp;"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        desktop = None
        try:
            context = connect(pipe)
            desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            job = OnTheMainThread(lambda: work(desktop, context, opened, target, steps))
            context.ServiceManager.createInstanceWithContext("com.sun.star.awt.AsyncCallback", context).addCallback(
                job, None
            )
            if not job.done.wait(PATIENCE):
                raise TimeoutError("LibreOffice does not answer")
            if job.error:
                raise job.error
            return job.result
        finally:
            with contextlib.suppress(Exception):
                desktop.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                program.wait(15)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGKILL)
            program.wait()


if __name__ == "__main__":
    source, target, steps = (Path(word).resolve() for word in sys.argv[1:4])
    print(json.dumps(edit(source, target, json.loads(steps.read_text(encoding="utf-8")), *sys.argv[4:])))
