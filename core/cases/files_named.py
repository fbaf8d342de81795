"""Which files a case has: what was handed in, drawn under it, and photographs on the form."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from core.forms.pictures import digest_in


def files_named(application: Mapping[str, Any], uploads: Iterable[str] = ()) -> frozenset[str]:
    """Return the digest of every file that an application, as it is kept, needs.

    Examples:
        >>> kept = {"signatures": [{"picture": "b" * 64}], "values": {"per.photo@self": "x"}}
        >>> sorted(files_named(kept, ["a" * 64])) == ["a" * 64, "b" * 64]
        True
    """
    return frozenset((*uploads, *_drawn(application), *_photographs(application)))


def _drawn(application: Mapping[str, Any]) -> Iterator[str]:
    signatures = application.get("signatures")
    for entry in signatures if isinstance(signatures, list | tuple) else ():
        picture = entry.get("picture") if isinstance(entry, Mapping) else None
        if isinstance(picture, str) and picture:
            yield picture


def _photographs(application: Mapping[str, Any]) -> Iterator[str]:
    values = application.get("values")
    for value in values.values() if isinstance(values, Mapping) else ():
        for entry in value if isinstance(value, list | tuple) else [value]:
            if digest := digest_in(entry):
                yield digest
