"""One choice for several code lists (law 4): what is offered, and what each department gets.

Only a confirmed mapping lets one option be written as another; likeness of words never does.
"""

from collections.abc import Mapping, Sequence

Wordings = Mapping[str, Sequence[str]]
"""For an option, how lists that do not have it are confirmed to write it."""


def own_option(option: str, options: Sequence[str], wordings: Wordings) -> str | None:
    """Return a department's own option for a choice, if there is exactly one.

    Examples:
        >>> wordings = {"有限公司": ("企业",), "合伙": ("企业",)}
        >>> own_option("合伙", ("个体", "企业"), wordings), own_option("合伙", ("合伙",), wordings)
        ('企业', '合伙')
        >>> own_option("合伙", ("有限公司", "个体"), wordings)
    """
    if option in options:
        return option
    written = [admitted for admitted in options if admitted in wordings.get(option, ())]
    return written[0] if len(written) == 1 else None


def offered(lists: Sequence[tuple[str, ...]], wordings: Wordings) -> tuple[str, ...]:
    """Return the options that every list can take, whichever list they stand in.

    Where one list tells more apart than another its options are offered, because only they
    can be written in both. What every department would write alike is offered once.

    Examples:
        >>> offered([("企业",), ("有限公司", "合伙")], {"有限公司": ("企业",), "合伙": ("企业",)})
        ('有限公司', '合伙')
    """
    found: dict[tuple[str | None, ...], str] = {}
    for option in dict.fromkeys(option for listed in lists for option in listed):
        written = tuple([own_option(option, listed, wordings) for listed in lists])
        if None not in written:
            found.setdefault(written, option)
    return tuple(found.values())
