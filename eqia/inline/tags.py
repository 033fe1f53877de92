"""The language that an officer names at the beginning of a line, in square brackets: "[Welsh]", "[cy]", "[pt-BR]".

Letters do not tell which language words in Latin letters are in: the officer says it, and what is said counts for the
whole line, in whatever script. The brackets are part of the answer and are printed: only its text comes back whole from
Word, from a reviewer and from another file, and people who read English see what follows.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_LANGUAGES: Final = (
    "af Afrikaans, ak Akan, sq Albanian, am Amharic, ar Arabic, hy Armenian, as Assamese, az Azerbaijani, eu "
    "Basque, be Belarusian, bn Bengali, bn Bangla, bs Bosnian, bg Bulgarian, my Burmese, yue Cantonese, ca "
    "Catalan, zh Chinese, kw Cornish, hr Croatian, cs Czech, da Danish, prs Dari, nl Dutch, en English, et "
    "Estonian, fa Farsi, fil Filipino, fi Finnish, fr French, gl Galician, ka Georgian, de German, el Greek, gu "
    "Gujarati, ht Haitian Creole, ha Hausa, he Hebrew, hi Hindi, hu Hungarian, is Icelandic, ig Igbo, id "
    "Indonesian, ga Irish, it Italian, ja Japanese, kn Kannada, kk Kazakh, km Khmer, rw Kinyarwanda, ko Korean, "
    "kri Krio, kmr Kurmanji, ku Kurdish, ky Kyrgyz, lo Lao, lv Latvian, ln Lingala, lt Lithuanian, lg Luganda, mk "
    "Macedonian, ms Malay, ml Malayalam, mt Maltese, cmn Mandarin, gv Manx, mr Marathi, mn Mongolian, ne Nepali, "
    "no Norwegian, or Odia, om Oromo, ps Pashto, fa Persian, pl Polish, pt Portuguese, pa Punjabi, pa Panjabi, ro "
    "Romanian, rom Romani, ru Russian, sco Scots, gd Scottish Gaelic, gd Gaelic, sr Serbian, sn Shona, sd Sindhi, "
    "si Sinhala, sk Slovak, sl Slovenian, so Somali, ckb Sorani, es Spanish, sw Swahili, sv Swedish, syl Sylheti, "
    "tl Tagalog, tg Tajik, ta Tamil, te Telugu, tet Tetum, th Thai, bo Tibetan, ti Tigrinya, tr Turkish, tk "
    "Turkmen, tw Twi, uk Ukrainian, ur Urdu, ug Uyghur, uz Uzbek, vi Vietnamese, cy Welsh, cy Cymraeg, wo Wolof, "
    "xh Xhosa, yi Yiddish, yo Yoruba, zu Zulu"
)
"""Languages that are read in the United Kingdom: the tag (BCP 47), and a name that officers know them by."""

_ENGLISH_WORDS: Final = frozenset({"am", "as", "be", "ha", "he", "hi", "id", "is", "it", "my", "no", "om", "or", "so"})
"""Tags that are words too, which stand in brackets where a quotation was mended: "[it] was closed"."""

_MARK: Final = re.compile(
    r"\s*\[([A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-[A-Za-z]{2}|-\d{3})?|[A-Za-z]{3,}(?: [A-Za-z]+)?)\]:?[ \u00a0\t]+(?=\S)"
)


def language_mark(line: str) -> tuple[int, str]:
    """Where the mark at the beginning of a line ends, and the tag of the language it names; 0 and "" if it has none."""
    found = _MARK.match(line)
    language = _named(found[1]) if found else ""
    return (found.end(), language) if found and language else (0, "")


def _named(name: str) -> str:
    if known := _names().get(name.casefold()):
        return known
    first, *rest = name.split("-")
    tag = first.lower()
    if tag not in _names().values() or (not rest and (first != tag or tag in _ENGLISH_WORDS)):
        return ""
    return "-".join([tag, *map(_cased, rest)])


def _cased(part: str) -> str:
    """A part of a tag as it is usually written: "GB", "Arab"."""
    return {2: part.upper(), 4: part.title()}.get(len(part), part.lower())


@cache
def _names() -> dict[str, str]:
    pairs = (each.split(" ", 1) for each in _LANGUAGES.split(", "))
    return {name.casefold(): tag for tag, name in pairs}
