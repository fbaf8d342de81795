"""What something is written as, in lines: ``无偿使用 → 其他``; read back, or told where not."""

import re
from collections.abc import Collection, Iterable, Mapping

_ARROW = re.compile(r"\s*(?:→|->|=>|⇒)\s*")


def arrow_lines(pairs: Iterable[tuple[str, str]]) -> str:
    """Return pairs as lines.

    Examples:
        >>> arrow_lines([("租赁", "租用")])
        '租赁 → 租用'
    """
    return "\n".join(f"{left} → {right}" for left, right in pairs)


def read_arrow_lines(
    text: str, *, left: Collection[str] = (), right: Collection[str] = ()
) -> tuple[dict[str, str], tuple[str, ...]]:
    r"""Return what lines say, and every line that says nothing.

    Args:
        text: The lines.
        left: What may stand before an arrow; nothing means anything.
        right: What may stand after it.

    Examples:
        >>> read_arrow_lines("租赁 -> 租用\n自有", left=("租赁", "自有"))
        ({'租赁': '租用'}, ('自有',))
    """
    found: dict[str, str] = {}
    wrong: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        parts = _ARROW.split(line)
        known = len(parts) == 2 and all(parts) and _is_among(parts[0], left)
        if known and _is_among(parts[1], right) and parts[0] not in found:
            found[parts[0]] = parts[1]
        else:
            wrong.append(line)
    return found, tuple(wrong)


def _is_among(words: str, known: Collection[str]) -> bool:
    return not known or words in known


def field_lines(maps: Mapping[str, Mapping[str, str]]) -> str:
    """Return how single fields write options, as lines.

    Examples:
        >>> field_lines({"YC-01.F09": {"无偿使用": "其他"}})
        'YC-01.F09 无偿使用 → 其他'
    """
    return arrow_lines(
        (f"{field} {option}", words)
        for field, written in maps.items()
        for option, words in written.items()
    )


def read_field_lines(
    text: str, *, fields: Collection[str], options: Collection[str]
) -> tuple[dict[str, dict[str, str]], tuple[str, ...]]:
    r"""Return how single fields write options, and every line that says nothing.

    Examples:
        >>> text = "A-1.F1 租赁 → 租用\nA-9 租赁 → 租"
        >>> read_field_lines(text, fields=["A-1.F1"], options=["租赁"])
        ({'A-1.F1': {'租赁': '租用'}}, ('A-9 租赁 → 租',))
    """
    read, wrong = read_arrow_lines(text)
    found: dict[str, dict[str, str]] = {}
    unknown: list[str] = []
    for place, words in read.items():
        field, _, option = place.partition(" ")
        if field in fields and option.strip() in options:
            found.setdefault(field, {})[option.strip()] = words
        else:
            unknown.append(f"{place} → {words}")
    return found, (*wrong, *unknown)
