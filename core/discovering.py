"""Find what the files of a package add to a closed set, so that one more file is all it takes."""

from importlib import import_module
from pkgutil import iter_modules
from typing import TypeVar

Entry = TypeVar("Entry")


def entries_in(package: str, name: str, kind: type[Entry]) -> dict[str, Entry]:
    """Return what each module of a package holds under a name, by module, in order of modules.

    Args:
        package: The full name of the package; it must be imported already, or be importing.
        name: The name of the entry in every module.
        kind: What an entry has to be.

    Raises:
        TypeError: If a module holds no such entry.
    """
    found = {}
    for module in iter_modules(import_module(package).__path__):
        entry = getattr(import_module(f"{package}.{module.name}"), name, None)
        if not isinstance(entry, kind):
            raise TypeError(f"{package}.{module.name} has no {name}, which is a {kind.__name__}")
        found[module.name] = entry
    return dict(sorted(found.items()))
