"""Our own pieces of the browser: the files of assets/components, as Streamlit sends them.

A library that a piece stands on is vendored beside it, as published, with its licence.
"""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "assets" / "components"


@cache
def text_of(piece: str, name: str) -> str:
    """Return a file of a piece."""
    return (FOLDER / piece / name).read_text("utf-8")


@cache
def script_of(piece: str, *, library: str = "", known_as: str = "", exported: str = "") -> str:
    """Return the script of a piece as one module.

    Args:
        piece: The folder; its script is called the same.
        library: A vendored script in front of it, made for any way of loading. It finds a
            private ``module`` and leaves nothing behind in the page.
        known_as: The name by which our script knows the library.
        exported: What of the library bears that name, if not all of it.
    """
    own = text_of(piece, f"{piece}.js")
    if not library:
        return own
    what = f"vendored.exports.{exported}" if exported else "vendored.exports"
    return (
        "const vendored = { exports: {} };\n(function (module, exports, define) {"
        f"{text_of(piece, library)}\n"
        "}).call({}, vendored, vendored.exports, undefined);\n"
        f"const {known_as} = {what};\n{own}"
    )
