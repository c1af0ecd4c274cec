"""How a name is read and found: its pinyin, and what a search folds away. Pure.

The database folds alike (functions ``folded`` and ``grams``): a test compares the two.
"""

import functools
import string
import unicodedata
from collections.abc import Sequence
from typing import TypedDict

# As a surname the character is read otherwise than elsewhere. Surnames of two characters stand before their first one.
_SURNAMES = """
单于 chan yu,尉迟 yu chi,万俟 mo qi,澹台 tan tai,长孙 zhang sun,乐正 yue zheng,吐谷浑 tu yu hun,
单 shan,曾 zeng,仇 qiu,解 xie,查 zha,翟 zhai,覃 qin,朴 piao,区 ou,员 yun,乐 yue,盖 ge,繁 po,召 shao,缪 miao,
折 she,种 chong,重 chong,祭 zhai,黑 he,洗 xian,句 gou,秘 bi,卜 bu,牟 mu,佴 nai,阚 kan,隗 wei,郇 xun,么 yao,乜 nie,
薄 bo,降 xiang,藏 zang,长 chang,炅 gui,都 du
"""
SURNAMES = {
    surname: tuple(syllables) for surname, *syllables in (one.split() for one in _SURNAMES.replace("\n", "").split(","))
}
LONGEST_SURNAME = max(map(len, SURNAMES))

_LEFT_OUT = str.maketrans("", "", " \t.·•‧∙・")  # spaces, and the points within names of several parts
_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


class SearchColumns(TypedDict):
    """The columns of a person that follow from the name, by their names in the table ``households_person``."""

    pinyin: str
    initials: str
    other_pinyin: str
    other_initials: str
    pinyin_of: str


SEARCH_COLUMNS = tuple(SearchColumns.__annotations__)


def search_columns(name: str) -> SearchColumns:
    """What stands beside ``name`` in a person's row, so that the person is found by pinyin.

    Whoever writes names, one or by COPY, writes these with them; the database refuses a name beside the pinyin of
    another (``person_pinyin_is_of_the_present_name``). ``other_…`` are empty unless the surname is read in two ways.
    """
    first, other = readings(name)
    return {
        "pinyin": "".join(first),
        "initials": _initials(first),
        "other_pinyin": "".join(other),
        "other_initials": _initials(other),
        "pinyin_of": name,
    }


def readings(name: str) -> tuple[Sequence[str], Sequence[str]]:
    """The syllables of a name, its surname read as a surname; then with the other reading, empty where there is none.

    >>> readings("单雄信")
    (('shan', 'xiong', 'xin'), ('dan', 'xiong', 'xin'))
    """
    surname = _surname_of(name)
    if not surname:
        return _syllables(name[:1]) + _syllables(name[1:]), ()
    given = _syllables(name[len(surname) :])
    as_surname = SURNAMES[surname] + given
    return as_surname, _ordinary(surname) + given


def folded(words: str) -> str:
    """``words`` as they are compared: half-width, lower case, without spaces and without points in between."""
    return unicodedata.normalize("NFKC", words).translate(_LOWER).translate(_LEFT_OUT)


def pinyin_typed(words: str) -> str:
    """Letters typed as pinyin, as the columns hold it (``"Lü Bu"`` and ``"lv'bu"`` are ``"lvbu"``); empty where
    anything but letters was typed."""
    letters = folded(words).replace("'", "").replace("’", "").replace("-", "").replace("ü", "v").replace("Ü", "v")
    return letters if letters.isascii() and letters.isalpha() else ""


def _surname_of(name: str) -> str:
    beginnings = (name[:length] for length in range(LONGEST_SURNAME, 0, -1))
    return next((one for one in beginnings if one in SURNAMES), "")


def _ordinary(surname: str) -> tuple[str, ...]:
    """The other reading of a surname: of several characters, that of its first as a surname of its own."""
    first, rest = surname[0], surname[1:]
    if rest and first in SURNAMES:
        return SURNAMES[first] + _each(rest)
    return _each(surname)


def _each(text: str) -> tuple[str, ...]:
    return tuple(syllable for character in text for syllable in _syllables(character))


def _syllables(text: str) -> tuple[str, ...]:
    """The syllables of Chinese characters in the commonest reading, other letters as they are; signs are left out."""
    from pypinyin.constants import PHRASES_DICT  # half a second to read: not at every start

    if len(text) > 2 or text in PHRASES_DICT:  # of more than one character some are read otherwise together
        return _together(text)
    return tuple(syllable for sign in text for syllable in _together(sign))


@functools.lru_cache(maxsize=20_000)
def _together(text: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin

    typed = ("".join(sign for sign in folded(part) if sign.isascii() and sign.isalnum()) for part in lazy_pinyin(text))
    return tuple(filter(None, typed))


def _initials(syllables: Sequence[str]) -> str:
    return "".join(syllable[0] for syllable in syllables)
