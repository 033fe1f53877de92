"""How words in another language look to Word: the font that Windows has for them, and what says their language.

ECMA-376, part 1: 17.3.2. Fonts are those of every Windows 10 and 11 (Microsoft's lists of fonts); none is embedded.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from lxml import etree

from eqia.inline.runs import Run
from eqia.wordml.names import Element, W, w

LINK_STYLE: Final = "Hyperlink"
"""The id of the character style of links, as Word names it."""

_INDIC: Final = (
    *("Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya"),
    *("Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala"),
)
_FONTS: Final = {
    **dict.fromkeys(_INDIC, "Nirmala UI"),
    **dict.fromkeys(("Thai", "Lao", "Khmer"), "Leelawadee UI"),
    "Burmese": "Myanmar Text",
    "Tibetan": "Microsoft Himalaya",
    "Ethiopic": "Ebrima",
    **dict.fromkeys(("Georgian", "Armenian"), "Sylfaen"),
}
_COMPLEX: Final = frozenset({*_INDIC, "Thai", "Lao", "Khmer", "Burmese", "Tibetan"})
_EAST_ASIAN: Final = "East Asian"
_EAST_ASIAN_FONTS: Final = {"zh-Hant": "Microsoft JhengHei", "ja": "Yu Gothic", "ko": "Malgun Gothic"}
_CHINESE: Final = "Microsoft YaHei"
_REGIONS: Final = (
    "af-ZA sq-AL am-ET ar-SA hy-AM as-IN az-Latn-AZ eu-ES be-BY bn-BD bs-Latn-BA bg-BG my-MM ca-ES zh-CN hr-HR "
    "cs-CZ da-DK nl-NL en-GB et-EE fa-IR prs-AF fil-PH fi-FI fr-FR gl-ES ka-GE de-DE el-GR gu-IN ha-Latn-NG he-IL "
    "hi-IN hu-HU is-IS ig-NG id-ID ga-IE it-IT ja-JP kn-IN kk-KZ km-KH rw-RW ko-KR ky-KG lo-LA lv-LV lt-LT mk-MK "
    "ms-MY ml-IN mt-MT mr-IN mn-MN ne-NP or-IN om-ET ps-AF pl-PL pt-PT pa-IN ro-RO ru-RU gd-GB sr-Cyrl-RS "
    "sd-Arab-PK si-LK sk-SK sl-SI so-SO es-ES sw-KE sv-SE tg-Cyrl-TJ ta-IN te-IN th-TH bo-CN ti-ER tr-TR tk-TM "
    "uk-UA ur-PK ug-CN uz-Latn-UZ vi-VN cy-GB wo-SN xh-ZA yo-NG zu-ZA dv-MV syr-SY"
)
_WITH_REGIONS: Final = {tag.partition("-")[0]: tag for tag in _REGIONS.split(" ")} | {
    "zh-Hans": "zh-CN",
    "zh-Hant": "zh-TW",
    "ckb": "ku-Arab-IQ",
}
"""Languages as Word names them: with the region where it has one."""

_ORDER: Final = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow"),
    *("emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position"),
    *("sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang"),
    *("eastAsianLayout", "specVanish", "oMath"),
)
_PLACES: Final = {w(name): place for place, name in enumerate(_ORDER)}
_ALSO_COMPLEX: Final = {"b": "bCs", "i": "iCs", "sz": "szCs"}
_OWN_NAMESPACES: Final = re.compile(r' xmlns:\w+="[^"]*"')


@lru_cache(maxsize=1_000)
def properties_of(run: Run, around: str) -> str:
    """The ``w:rPr`` of a run where text has the one that is ``around`` it. What the run says does not count."""
    properties = etree.fromstring(f'<w:root xmlns:w="{W}">{around or "<w:rPr/>"}</w:root>')[0]
    if run.address:
        _put(properties, "rStyle", val=LINK_STYLE)
    font = _font(run)
    if font:
        _put(properties, "rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font, **_hint(run))
    if run.right_to_left or run.script in _COMPLEX:
        if run.right_to_left:
            _put(properties, "rtl")
        for name, complex_name in _ALSO_COMPLEX.items():
            own = properties.find(w(name))
            if own is not None and properties.find(w(complex_name)) is None:
                _put(properties, complex_name).attrib.update(own.attrib)
    if run.language:
        _say_language(properties, run)
    written = etree.tostring(properties, encoding="unicode", with_tail=False)
    return _OWN_NAMESPACES.sub("", written) if len(properties) else ""


def _hint(run: Run) -> dict[str, str]:
    """Which of the fonts of a run Word takes for signs that several scripts have."""
    if run.script in _COMPLEX:
        return {"hint": "cs"}
    return {"hint": "eastAsia"} if run.script == _EAST_ASIAN else {}


def _font(run: Run) -> str:
    if run.script == _EAST_ASIAN:
        return _EAST_ASIAN_FONTS.get(run.language, _CHINESE)
    return _FONTS.get(run.script, "")


def _say_language(properties: Element, run: Run) -> None:
    said = properties.find(w("lang"))
    if said is None:
        said = _put(properties, "lang")
    is_complex = run.right_to_left or run.script in _COMPLEX
    kind = "bidi" if is_complex else "eastAsia" if run.script == _EAST_ASIAN else "val"
    said.set(w(kind), _WITH_REGIONS.get(run.language, run.language))


def _put(properties: Element, name: str, **values: str) -> Element:
    """A property in the place that the schema gives it; one of the name that was there is gone."""
    for old in properties.findall(w(name)):
        properties.remove(old)
    behind = (place for place, each in enumerate(properties) if _PLACES.get(str(each.tag), 0) > _PLACES[w(name)])
    place = next(behind, len(properties))
    new = etree.Element(w(name), {w(key): value for key, value in values.items()})
    properties.insert(place, new)
    return new
