"""Yes or no, and agreeing to a declaration."""

from typing import Any

_AGREED = frozenset({"是", "同意", "已同意", "我同意", "本人同意", "承诺", "本人承诺", "已承诺"})
TRUTHS: dict[Any, bool] = {True: True, False: False, "是": True, "否": False}


def as_truth(value: Any) -> Any:
    """Return a yes or no as a truth value.

    Examples:
        >>> as_truth("是"), as_truth("否"), as_truth("也许")
        (True, False, '也许')
    """
    return TRUTHS.get(value, value) if isinstance(value, bool | str) else value


def as_chosen(value: Any) -> Any:
    r"""Return what was chosen as a list: a text holds one choice a line.

    Examples:
        >>> as_chosen("甲\n乙"), as_chosen(["甲"]), as_chosen(None)
        (['甲', '乙'], ['甲'], None)
    """
    if isinstance(value, str):
        return [line.strip() for line in value.splitlines() if line.strip()]
    return list(value) if isinstance(value, tuple) else value


def chosen_alone(word: str) -> list[str]:
    """Return one word as a value of several choices: it is the only one."""
    return [word]


def is_boolean(value: Any) -> str | None:
    """Return what is wrong with a yes or no."""
    known = isinstance(value, bool | str) and value in TRUTHS
    return None if known else "boolean-expected"


def is_declaration(value: Any) -> str | None:
    """A declaration must be agreed to, in so many words: 不同意 and an empty list are no yes.

    Examples:
        >>> is_declaration(True), is_declaration("同意"), is_declaration("不同意")
        (None, None, 'declaration-not-agreed')
    """
    is_agreed = isinstance(value, bool | str) and (value is True or value in _AGREED)
    return None if is_agreed else "declaration-not-agreed"
