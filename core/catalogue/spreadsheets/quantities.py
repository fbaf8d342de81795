"""Numbers as people write them in a cell, with units: understood in full, or not at all.

``3个月`` is not three working days and ``3-5个工作日`` is neither three nor five.
"""

import re
from unicodedata import category, normalize

_DIGITS = {
    character: value
    for value, characters in enumerate(
        ("零〇", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for character in characters
}
_POWERS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "": 1}
_NUMERAL = r"(\d{1,5}(?:\.0+)?|[零〇一壹二两贰三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟]{1,9})"

_DIGIT = "[一壹二两贰三叁四肆五伍六陆七柒八捌九玖]"
_IN_ORDER = re.compile(
    rf"{_DIGIT}[百佰](?:零{_DIGIT}|{_DIGIT}[十拾]{_DIGIT}?)?|{_DIGIT}?[十拾]{_DIGIT}?"
)
"""一百零五, not 一百五, which people say for 150."""
_PART = re.compile(rf"(?=[^零])({_DIGIT}?)([百佰十拾]?)")
_BY_DIGIT = re.compile(
    r"[零〇一壹二两贰三叁四肆五伍六陆七柒八捌九玖]|(?=.*[零〇])[一二三四五六七八九][零〇一二三四五六七八九]+"
)
"""二〇 is twenty; 两三 and 三五 are no numbers but ranges."""
_DAYS = re.compile(
    r"(?:(?:自|从)?(?:正式)?受理(?:申请|之日|当日|后|之后)*(?:起|后)?[,,]?)?"
    rf"(?:不超过|不多于|最长|最多)?{_NUMERAL}(?:个?工作日)?"
    r"(?:内|以内|之内)?(?:办结|办理完毕|完成)?"
)
_AT_ONCE = re.compile(r"(?:当场|即时|现场|立即|当即)(?:办结|办理|办|即办)?|立等可取")
_COUNT = re.compile(rf"(?:一式|共|各)?{_NUMERAL}(?:份|套|张|本|次|个)?")
_APART = re.compile(r"\d\s+\d")
"""Two numbers, not one with a blank in it."""
_NO_VISIT = re.compile(r"无|无需|不需要|无需到场|不需要到场|零跑动|零次")


def number_of(numeral: str) -> int:
    """Return the number that digits or a Chinese numeral mean.

    Raises:
        ValueError: If it is no numeral.

    Examples:
        >>> [number_of(text) for text in ("12", "五", "十", "十五", "二十", "一百零五", "二〇")]
        [12, 5, 10, 15, 20, 105, 20]
    """
    if numeral[:1].isdecimal():
        return int(float(numeral))
    if _BY_DIGIT.fullmatch(numeral):
        return int("".join(str(_DIGITS[character]) for character in numeral))
    if not _IN_ORDER.fullmatch(numeral):
        raise ValueError(numeral)
    parts = _PART.findall(numeral)
    return sum(_DIGITS.get(digit, 1) * _POWERS[power] for digit, power in parts)


def working_days(text: str) -> int:
    """Return how many working days a time limit has; nothing but working days is one.

    Raises:
        ValueError: If the text says anything else, or more.

    Examples:
        >>> [working_days(text) for text in ("20", "５个工作日", "十五个工作日内", "当场办结")]
        [20, 5, 15, 0]
    """
    if _AT_ONCE.fullmatch(squeezed(text)):
        return 0
    return _the_number(_DAYS, text)


def count_of(text: str) -> int:
    """Return how many a cell says: of copies, or of visits.

    Raises:
        ValueError: If the text says anything else, or more.

    Examples:
        >>> [count_of(text) for text in ("2", "1份", "一式两份", "0次", "三")]
        [2, 1, 2, 0, 3]
    """
    return _the_number(_COUNT, text)


def _the_number(pattern: re.Pattern[str], text: str) -> int:
    """Return the one number of a text that a pattern understands in full."""
    found = pattern.fullmatch(squeezed(text))
    if found is None or _APART.search(text):
        raise ValueError(text)
    return number_of(found[1])


def visits_of(text: str) -> int:
    """Return how often somebody has to come.

    Raises:
        ValueError: If the text says anything else, or more.

    Examples:
        >>> visits_of("1次"), visits_of("无需到场")
        (1, 0)
    """
    return 0 if _NO_VISIT.fullmatch(squeezed(text)) else count_of(text)


def squeezed(text: str) -> str:
    """Return a text in half width, without blanks and the full stop at its end.

    Raised and circled digits stay: they number a footnote, and are no digits of the number.

    Examples:
        >>> squeezed(" ２０ 个工作日。"), squeezed("20①")
        ('20个工作日', '20①')
    """
    folded = (
        character if category(character) == "No" else normalize("NFKC", character)
        for character in text
    )
    return "".join("".join(folded).split()).rstrip("。.;；")


_UNITS = re.compile(
    r"日|天|周|星期|季|旬|月|年|时|分钟|day|week|month|year|hour|minute", re.IGNORECASE
)
_NO_UNIT = re.compile(r"节假日|休息日|之日")
_WORKING = re.compile(r"个?工作日")


def unit_in(notes: tuple[str, ...]) -> str:
    """Return what the notes of a heading say of the unit of time, if it is no working day.

    Examples:
        >>> unit_in(("单位：天",)), unit_in(("工作日",)), unit_in(("不含节假日",))
        ('单位:天', '', '')
    """
    others = (_NO_UNIT.sub("", _WORKING.sub("", squeezed(note))) for note in notes)
    return next((other for other in others if _UNITS.search(other)), "")


def with_unit(text: str, unit: str) -> str:
    """Return a number with the unit that stands elsewhere, unless it has one itself.

    Examples:
        >>> with_unit("20", "天"), with_unit("20个工作日", "天"), with_unit("当场办结", "天")
        ('20（天）', '20个工作日', '当场办结')
    """
    is_bare = re.search(_NUMERAL, text) is not None and not _UNITS.search(text)
    return f"{text}（{unit}）" if unit and is_bare else text
