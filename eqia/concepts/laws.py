"""The laws that a form can be under. A rule speaks under those that it belongs to."""

from __future__ import annotations

from typing import Final

S149: Final = "s149"
"""The public sector equality duty: section 149 of the Equality Act 2010."""

GREAT_BRITAIN: Final = frozenset({S149, "s149_wales", "s149_scotland"})
"""That duty, alone or with the specific duties of Wales or of Scotland."""

EVERY_LAW: Final = GREAT_BRITAIN | {
    "ni_s75", "s1_socio_economic", "wfg", "welsh_language", "uncrc", "human_rights",
}  # fmt: skip
"""Those, section 75 of the Northern Ireland Act 1998, the socio-economic duty, the Well-being of Future Generations
(Wales) Act 2015, the Welsh language standards, the rights of the child, and the Human Rights Act 1998.
"""
