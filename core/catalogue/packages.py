"""Read a catalogue directory: every good file is used, every bad one is refused in words.

Layout (format 1): ``departments.yaml documents.yaml elements.yaml licences.yaml
questions.yaml subjects.yaml``, ``mappings.yaml``, ``laws.yaml`` and ``parties.yaml`` where there
are such, one file each in ``matters/`` and ``themes/``, and one a language in ``translations/``.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ValidationError

from core.catalogue.catalogue import Catalogue
from core.catalogue.findings import Finding, Severity
from core.catalogue.models import (
    Departments,
    Documents,
    Elements,
    Laws,
    Licences,
    Mappings,
    Matter,
    PartyLexicon,
    Questions,
    Subjects,
    Theme,
    Translation,
)
from core.catalogue.refusals import closest, invalid_findings, refusal_finding
from core.catalogue.understanding import understood_file
from core.catalogue.yaml_reading import MAX_BYTES, Lines, RefusedFileError, read_yaml
from core.errors import CatalogueUnreadableError

LISTS: Mapping[str, type[BaseModel]] = MappingProxyType(
    {
        "departments.yaml": Departments,
        "documents.yaml": Documents,
        "elements.yaml": Elements,
        "licences.yaml": Licences,
        "questions.yaml": Questions,
        "subjects.yaml": Subjects,
        "mappings.yaml": Mappings,
        "laws.yaml": Laws,
        "parties.yaml": PartyLexicon,
    }
)
_OPTIONAL = frozenset({"mappings.yaml", "laws.yaml", "parties.yaml"})
FOLDERS: Mapping[str, type[Matter] | type[Theme] | type[Translation]] = MappingProxyType(
    {"matters": Matter, "themes": Theme, "translations": Translation}
)


@dataclass(frozen=True, slots=True)
class Source:
    """The file something was read from, and its lines."""

    file: str
    lines: Lines

    def line_of(self, *path: Any) -> int:
        """Return the line of a place inside the file."""
        return self.lines.at(path)


@dataclass(frozen=True)
class Package:
    """A catalogue as read: what can be used, what was refused, and where things stand."""

    catalogue: Catalogue
    refusals: tuple[Finding, ...]
    sources: Mapping[tuple[str, str], Source]


def read_package(directory: Path) -> Package:
    """Read a catalogue directory, refusing only the files that cannot be used.

    Raises:
        CatalogueUnreadableError: If there is no such directory, or it cannot be listed.
    """
    reader = _PackageReader()
    for name in _names_in(directory):
        reader.read(name, partial(_bytes_of, directory / name))
    return reader.package(present=[name for name in LISTS if (directory / name).exists()])


def read_files(files: Mapping[str, bytes]) -> Package:
    """Read a catalogue from the files of its directory, by name (``matters/WJ-01.yaml``)."""
    reader = _PackageReader()
    for name in _in_reading_order(files):
        reader.read(name, partial(files.__getitem__, name))
    return reader.package(present=files)


def files_of(directory: Path) -> dict[str, bytes]:
    """Return the files of a catalogue directory as they stand, to be read or kept elsewhere.

    Raises:
        CatalogueUnreadableError: If the directory or one of its files cannot be read.
    """
    try:
        return {name: (directory / name).read_bytes() for name in _names_in(directory)}
    except OSError as error:
        raise _unreadable(directory, error) from error


def is_catalogue_file(name: str) -> bool:
    """Say whether a catalogue has a file of that name.

    Examples:
        >>> is_catalogue_file("matters/WJ-01.yaml"), is_catalogue_file("compose.yaml")
        (True, False)
    """
    return name in LISTS or name.partition("/")[0] in FOLDERS


def _names_in(directory: Path) -> list[str]:
    try:
        names = [p.name for p in directory.iterdir() if p.name in LISTS or not p.is_dir()]
        for folder in FOLDERS:
            names += [f"{folder}/{path.name}" for path in (directory / folder).glob("*")]
    except OSError as error:
        raise _unreadable(directory, error) from error
    return _in_reading_order(names)


def _in_reading_order(names: Iterable[str]) -> list[str]:
    """Return the names of YAML files in their places, lists before what stands in folders."""
    places = {".": 0, **{folder: place for place, folder in enumerate(FOLDERS, start=1)}}
    found = [PurePosixPath(name) for name in names]
    inside = [
        path for path in found if str(path.parent) in places and path.suffix in {".yaml", ".yml"}
    ]
    return [str(path) for path in sorted(inside, key=lambda p: (places[str(p.parent)], p.name))]


def _unreadable(directory: Path, error: OSError) -> CatalogueUnreadableError:
    reason = error.strerror or type(error).__name__
    return CatalogueUnreadableError(directory=str(directory), reason=reason)


class _PackageReader:
    def __init__(self) -> None:
        self._refusals: list[Finding] = []
        self._sources: dict[tuple[str, str], Source] = {}
        self._lists: dict[str, Any] = {}
        self._items: dict[str, dict[str, Any]] = {folder: {} for folder in FOLDERS}

    def read(self, name: str, content: Callable[[], bytes]) -> None:
        """Read one file; note why if it has to be refused."""
        folder, slash, _ = name.partition("/")
        model = LISTS.get(name) or FOLDERS.get(folder if slash else "")
        if model is None:
            hint = closest(name, LISTS)
            self._refuse(name, RefusedFileError("unknown-file", hint=hint), Severity.WARNING)
            return
        raw = b""
        try:
            raw = content()
            value, lines = understood_file(model, raw)
        except RefusedFileError as refusal:
            self._refuse(name, refusal)
        except ValidationError as invalid:
            self._refusals += invalid_findings(invalid, *read_yaml(raw), name)
        else:
            self._keep(name, _named_by_file(value, name), Source(name, lines))

    def _keep(self, name: str, value: Any, source: Source) -> None:
        if name in LISTS:
            duplicates = _duplicates_in_list(name, value, source)
        else:
            duplicates = _duplicates_in_item(value, source)
        folder = name.partition("/")[0]
        if folder in FOLDERS and value.code in self._items[folder]:
            first = self._sources[folder, value.code].file
            line = source.line_of("code")
            refusal = RefusedFileError("duplicate-code", line, code=value.code, first=first)
            duplicates = [refusal_finding(name, refusal)]
        if duplicates:
            self._refusals += duplicates
            return
        key = (folder, value.code) if folder in FOLDERS else ("list", name)
        self._sources[key] = source
        if folder in FOLDERS:
            self._items[folder][value.code] = value
        else:
            self._lists[name] = value

    def _refuse(
        self, name: str, refusal: RefusedFileError, severity: Severity = Severity.ERROR
    ) -> None:
        self._refusals.append(refusal_finding(name, refusal, severity))

    def _listed(self, name: str, *, key: str = "id") -> dict[str, Any]:
        model = self._lists.get(f"{name}.yaml")
        return {getattr(part, key): part for part in getattr(model, name)} if model else {}

    def package(self, *, present: Collection[str]) -> Package:
        """Return what was read; lists that are not present are missed."""
        elements = self._lists.get("elements.yaml")
        mappings = self._lists.get("mappings.yaml")
        missing = [
            Finding("missing-file", Severity.WARNING, name, name, 1, (("file", name),))
            for name in LISTS
            if name not in present and name not in _OPTIONAL
        ]
        catalogue = Catalogue(
            departments=self._listed("departments", key="code"),
            documents=self._listed("documents"),
            elements=self._listed("elements"),
            licences=self._listed("licences", key="name"),
            questions=self._listed("questions"),
            subjects=self._listed("subjects"),
            derivations=elements.derivations if elements else (),
            laws=self._listed("laws", key="name"),
            parties=self._listed("parties", key="word"),
            standards=elements.standards if elements else (),
            page_titles=elements.page_titles if elements else (),
            mappings=mappings.mappings if mappings else (),
            matters=self._items["matters"],
            themes=self._items["themes"],
            translations=self._items["translations"],
        )
        return Package(catalogue, (*self._refusals, *missing), self._sources)


def _named_by_file(value: Any, name: str) -> Any:
    """Return a translation with its language, which is the name of its file."""
    if isinstance(value, Translation):
        return value.model_copy(update={"locale": PurePosixPath(name).stem})
    return value


def _bytes_of(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise RefusedFileError("unreadable", reason="not a file")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise RefusedFileError("unreadable", reason=reason) from error


def _repeated(codes: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (place, first place, code) for each code that stands a second time."""
    first: dict[str, int] = {}
    for index, code in enumerate(codes):
        if code in first:
            yield index, first[code], code
        first.setdefault(code, index)


def _duplicates_in_list(name: str, value: Any, source: Source) -> list[Finding]:
    key = name.removesuffix(".yaml")
    naming = ("id", "code", "element", "name", "word")
    names = [
        next(str(getattr(part, name)) for name in naming if hasattr(part, name))
        for part in getattr(value, key)
    ]
    return [
        _duplicate(source, (key, again), code, source.line_of(key, first))
        for again, first, code in _repeated(names)
    ]


def _duplicates_in_item(value: Any, source: Source) -> list[Finding]:
    """Field, column and material codes name places of a form, so each stands once."""
    if not isinstance(value, Matter):
        return []
    lists: list[tuple[tuple[Any, ...], Iterable[Any]]] = [
        (("fields",), value.fields),
        (("materials",), value.materials),
        *((("fields", at, "columns"), spec.columns) for at, spec in enumerate(value.fields)),
    ]
    return [
        _duplicate(source, (*path, again), code, source.line_of(*path, first))
        for path, parts in lists
        for again, first, code in _repeated(part.id for part in parts)
    ]


def _duplicate(source: Source, path: tuple[Any, ...], code: str, first: int) -> Finding:
    line = source.line_of(*path)
    params = (("code", code), ("first", first))
    return Finding("duplicate-code", Severity.ERROR, code, source.file, line, params)
