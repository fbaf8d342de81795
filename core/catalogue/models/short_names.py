"""A name without the explanation that follows it, for where there is little room."""

import re

_BRACKET = re.compile(r"[(（][^()（）]*[)）]")
_CLAUSE = re.compile(r"(?<!\d)[:：]|(?<!\d)[,，](?!\s)|[:：,，](?![\s\d])")
"""What an explanation begins with: no time (8:30), no thousands, no list as English writes it."""
_MASK = "\0"
_TRAILING = re.compile(rf"[{_MASK}\s]+$")


def short_name(name: str) -> str:
    """Return a name without the explanation that follows it.

    An explanation is what follows a colon or a comma outside brackets, or a bracket at the end.
    A bracket inside a word belongs to it, and a list (、) is told whole. A name of nothing but
    explanation, or with a bracket that has no other half, stays as it is.

    Examples:
        >>> short_name("经营主体负责人:公司法定代表人(或其代理人)"), short_name("经营场所（门店）")
        ('经营主体负责人', '经营场所')
        >>> short_name("拟迁入(落户)户户主"), short_name("董事、监事、经理,多人")
        ('拟迁入(落户)户户主', '董事、监事、经理')
    """
    name = name.strip()
    masked = _without_brackets(name)
    if re.search(r"[()（）]", masked):
        return name
    shown = _TRAILING.sub("", _CLAUSE.split(masked, maxsplit=1)[0])
    return name[: len(shown)].strip() or name


def _without_brackets(name: str) -> str:
    """Return a name of the same length with each bracket, and those inside it, masked."""
    masked = _BRACKET.sub(lambda found: _MASK * len(found[0]), name)
    return masked if masked == name else _without_brackets(masked)
