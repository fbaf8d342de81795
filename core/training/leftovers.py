"""Search a scenario for what a case said: by value, however it is written.

What was replaced is not trusted to be gone. Names are searched from two characters on and as they
sound, numbers from four digits on, addresses part by part; full-width letters, blanks and marks
between make no difference.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from core.sounds import usual_sound

_BETWEEN = re.compile(r"[\W_]+")
_RUN = re.compile(r"[0-9]{4,}|[a-z]{4,}")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?")
_NUMBER = re.compile(r"-?([0-9,]+)\.[0-9]+")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_PARTS = re.compile(r"[省市区县镇乡街道路巷村号栋座楼层室]")
_LEAST, _NAME_MOST, _NUMBER_END = 2, 4, 6
_SPELT_LEAST = 5


def as_searched(text: str) -> str:
    """Return a text as it is compared: narrow, small, without anything between its characters.

    Examples:
        >>> as_searched("１３８ 0000-2001"), as_searched("Lin  Qiuyue")
        ('13800002001', 'linqiuyue')
    """
    return _BETWEEN.sub("", normalize("NFKC", text).casefold())


def spelt(text: str) -> str:
    """Return a text as it sounds, without tones.

    Examples:
        >>> spelt("林秋月")
        'linqiuyue'
    """
    return "".join(usual_sound(character) for character in as_searched(text))


def traces_of(text: str, *, is_name: bool = False, is_address: bool = False) -> frozenset[str]:
    """Return what of a text must not be found again: the whole, and its parts that tell somebody.

    Examples:
        >>> sorted(traces_of("欧阳一一", is_name=True))
        ['ouyangyiyi', '一一', '欧阳', '欧阳一', '欧阳一一', '阳一', '阳一一']
        >>> sorted(traces_of("端州区样例街2号，电话 0758-2000001", is_address=True))[:4]
        ['000001', '0758', '07582000001', '2000001']
    """
    if day := _DAY.fullmatch(text):  # the year alone tells nobody
        return frozenset({"".join(day.groups())})
    if number := _NUMBER.fullmatch(text):
        return frozenset(part for part in [number[1].replace(",", "")] if _tells(part))
    whole = as_searched(text)
    found = {whole, *_runs(text)}
    if is_name and len(whole) <= _NAME_MOST:
        found |= {whole[a:b] for a in range(len(whole)) for b in range(a + 2, len(whole) + 1)}
    if is_name and _HAN.search(whole):
        found.add(spelt(text))
    if is_address:
        found |= {part for run in _HAN.findall(whole) for part in _PARTS.split(run)}
    return frozenset(part for part in found if _tells(part))


def _runs(text: str) -> Iterator[str]:
    """Yield the numbers and words of a text, as written and without what stands between."""
    wide = normalize("NFKC", text).casefold()
    for written in (wide, as_searched(text), re.sub(r"(?<=\d)[\s-]+(?=\d)", "", wide)):
        for run in _RUN.findall(written):
            yield run
            if run.isdigit() and len(run) > _NUMBER_END + 2:
                yield run[-_NUMBER_END:]


def _tells(part: str) -> bool:
    if part.isdigit() and len(set(part)) == 1:  # noughts alone
        return False
    if not part.isascii():
        return len(part) >= _LEAST
    return len(part) >= (4 if part.isdigit() else _SPELT_LEAST)


@dataclass(frozen=True, slots=True)
class Leftover:
    """Something of the case that is still there: at which place of the scenario, and where from.

    ``origin`` is the place of the case that it stands at.
    """

    place: str
    origin: str


def leftovers(
    said: Any, traces: Mapping[str, str], allowed: Collection[str]
) -> tuple[Leftover, ...]:
    """Return what of a case is found in a scenario as plain data.

    Args:
        said: The scenario. Keys of mappings are codes of the catalogue and not searched.
        traces: What must not be found, each with the place of the case where it stands.
        allowed: Texts of our own, and places that are kept since they decide the situation.
    """
    found = (
        Leftover(place, origin)
        for place, text in _texts(said, "")
        if text not in allowed and place not in allowed
        for origin in _origins(as_searched(text), traces)
    )
    return tuple(dict.fromkeys(found))


def _origins(text: str, traces: Mapping[str, str]) -> Iterable[str]:
    return [origin for trace, origin in traces.items() if trace in text]


def _texts(said: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(said, Mapping):
        for key, value in said.items():
            yield from _texts(value, f"{place}.{key}".lstrip("."))
    elif isinstance(said, list | tuple):
        for value in said:
            yield from _texts(value, place)
    elif isinstance(said, str | int | float) and not isinstance(said, bool):
        yield place, str(said)
