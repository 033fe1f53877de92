"""Who may read a file that is written: as it was before, or its owner alone, a team, everybody."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path
from typing import Final

from eqia.errors import UsageError

SHARE_VARIABLE: Final = "EQIA_SHARE"
"""The environment variable that shares new files with the group of their folder: "group". Without it: nobody."""

OWNER_ONLY: Final = 0o600
FOR_THE_PUBLIC: Final = 0o666
"""Modes of new files; the umask takes away from them, as from those of any program."""

_GROUP: Final = "group"
_TEAM_FILE: Final = 0o660
_TEAM_FOLDER: Final = 0o2770
_OF_GROUP: Final = 0o070
_SYSTEMS_OWN: Final = ("security.", "trusted.")
"""Attributes that the system sets by itself."""


def is_shared() -> bool:
    """Whether new files are shared with the group of their folder. Raises UsageError for another setting."""
    setting = os.environ.get(SHARE_VARIABLE, "").strip().lower()
    if setting not in ("", _GROUP):
        raise UsageError(
            f'{SHARE_VARIABLE} is set to "{setting}", which means nothing to eqia. Set it to "{_GROUP}" to share new '
            "files with the group of their folder, or take it away to keep them for yourself."
        )
    return setting == _GROUP


def share_file(descriptor: int, folder: Path) -> None:
    """Let the group of a folder read and write a new file, if new files are shared. It stays closed where it cannot
    be given to that group.
    """
    if os.name == "posix" and is_shared():
        with contextlib.suppress(OSError):
            os.fchown(descriptor, -1, folder.stat().st_gid)
            os.fchmod(descriptor, _TEAM_FILE)


def share_folder(folder: Path) -> None:
    """Let the group of the folder above use a new one, if new files are shared: what is made in it is the group's."""
    if os.name == "posix" and is_shared():
        with contextlib.suppress(OSError):
            os.chown(folder, -1, folder.parent.stat().st_gid)
            folder.chmod(_TEAM_FOLDER)


def keep_rights(descriptor: int, before: os.stat_result, path: Path) -> None:
    """Give a new file the owner, group, mode and other attributes (access lists among them) of the one it replaces.

    If it cannot be given to that group, no other group gets its rights.
    """
    if os.name != "posix":
        return
    if not _belongs(descriptor, before):
        os.fchmod(descriptor, stat.S_IMODE(before.st_mode) & ~_OF_GROUP)
        return
    os.fchmod(descriptor, stat.S_IMODE(before.st_mode))
    if hasattr(os, "listxattr"):
        with contextlib.suppress(OSError):
            for name in os.listxattr(path):
                if not name.startswith(_SYSTEMS_OWN):
                    with contextlib.suppress(OSError):
                        os.setxattr(descriptor, name, os.getxattr(path, name))


def _belongs(descriptor: int, before: os.stat_result) -> bool:
    """Whether a file could be given to the group it had, and to its owner where the system lets us."""
    with contextlib.suppress(OSError):
        os.fchown(descriptor, before.st_uid, before.st_gid)
    if os.fstat(descriptor).st_gid != before.st_gid:
        with contextlib.suppress(OSError):
            os.fchown(descriptor, -1, before.st_gid)
    return os.fstat(descriptor).st_gid == before.st_gid
