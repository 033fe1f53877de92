"""What the operating system says went wrong, in words for somebody who is no programmer."""

from __future__ import annotations

import errno
from typing import Final

_WORDS: Final = {
    errno.EACCES: "you may not",
    errno.EPERM: "you may not",
    errno.EEXIST: "there is something of that name already",
    errno.ENOENT: "it is not there",
    errno.ENOTDIR: "a part of its path is a file, where a folder belongs",
    errno.EISDIR: "it is a folder",
    errno.ENAMETOOLONG: "its name is too long",
    errno.ELOOP: "it is a link that leads in a circle",
    errno.EINVAL: "it is no file that can be used so, or its name is one that no file can have",
    errno.EIO: "the disk or the network failed",
    errno.ENOSPC: "the disk is full",
    errno.EROFS: "nothing may be changed on this disk",
    errno.EBUSY: "another program holds it",
    errno.ETXTBSY: "another program holds it",
    errno.EFBIG: "it is too large for this disk",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
    errno.ENOMEM: "there is too little memory",
    errno.EPIPE: "whoever read it went away",
    errno.ENOEXEC: "it is no program of this system",
    **{
        getattr(errno, name): words
        for name, words in {
            "EDQUOT": "your share of the disk is full",
            "ESTALE": "the network folder that it was in has gone",
            "ETIMEDOUT": "the network did not answer",
            "EHOSTDOWN": "the network did not answer",
            "EHOSTUNREACH": "the network did not answer",
            "ENODEV": "it is a device that is not there",
            "ENXIO": "it is a device that is not there",
            "EAGAIN": "the system is too busy",
        }.items()
        if hasattr(errno, name)
    },
}


def reason(error: OSError | ValueError) -> str:
    """Why it could not be done, as part of a sentence. A ValueError is what Python says to a name that no file has."""
    if not isinstance(error, OSError):
        return "its name is one that no file can have"
    return _WORDS.get(error.errno or 0, "") or _as_given(error)


def _as_given(error: OSError) -> str:
    """What the system says in its own words, which on Windows are those of its language."""
    said = (error.strerror or "").rstrip(".")
    return said[:1].lower() + said[1:] if said else "the system does not say why"
