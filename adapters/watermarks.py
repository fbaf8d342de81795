"""What goes across every page of a paper that is not real."""

_QUOTED = str.maketrans({"\\": r"\5c ", '"': r"\22 ", "<": r"\3c ", ">": r"\3e ", "\n": " "})


def watermark_style(words: str) -> str:
    r"""Return styles that say something on the top of every page, and large across it.

    Examples:
        >>> "<b>" in watermark_style("<b>")
        False
    """
    said = words.translate(_QUOTED)
    return (
        "<style>"
        f'@page {{ @top-center {{ content: "{said}"; font-size: 9pt; font-weight: 700;'
        " color: #9c2a10; white-space: nowrap } }"
        f'body::before {{ content: "{said}"; position: fixed; top: 42%; left: -12%; width: 124%;'
        " text-align: center; transform: rotate(-32deg); font-size: 25pt; font-weight: 700;"
        " color: #c2410c; opacity: .17; z-index: 9; pointer-events: none }"
        "</style>"
    )
