"""The version of this program: `pyproject.toml` is the one place where it stands."""

import tomllib
from functools import cache
from pathlib import Path

_PROJECT = Path(__file__).parents[1] / "pyproject.toml"


@cache
def program_version() -> str:
    """Return the version as people write it.

    Examples:
        >>> program_version().count(".")
        2
    """
    return str(tomllib.loads(_PROJECT.read_text("utf-8"))["project"]["version"])
