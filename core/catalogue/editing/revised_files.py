"""Write a changed matter or list into its file; what is not touched stays as it stands.

Comments, the order of keys and the way texts are quoted are kept outside of what is changed.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from core.catalogue.matter_files import file_of, yaml_text
from core.catalogue.yaml_reading import Lines, RefusedFileError, read_yaml

_NAMING = ("id", "code", "element", "name")
"""By what a part is known, the first that it has."""
_RULE = ("target", "from", "when")
"""By what a derivation is known."""


def revised_file(raw: bytes, content: BaseModel) -> bytes:
    """Return the file of a matter or list after a change; else it is written anew.

    Raises:
        ValueError: If no file would read back as the same.
    """
    try:
        revised = _revised(raw, content)
        data, _ = read_yaml(revised)
        if type(content).model_validate(data) == content:
            return revised
    except (RefusedFileError, ValueError):  # what was edited by hand may be written in any way
        pass
    return file_of(content)


def _revised(raw: bytes, content: BaseModel) -> bytes:
    data, lines = read_yaml(raw)
    text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    becomes = content.model_dump(mode="json", by_alias=True, exclude_unset=True)
    blocks = _blocks(text, lines)
    written = [blocks.pop("", "")]
    for name in (*blocks, *(name for name in becomes if name not in blocks)):
        if name in becomes:
            written.append(_block(name, blocks.get(name), data, becomes=becomes, lines=lines))
    return "".join(written).encode("utf-8")


def _blocks(text: str, lines: Lines) -> dict[str, str]:
    """Return the text of every key at the top; what stands above the first is under nothing."""
    rows = text.splitlines(keepends=True)
    if rows and not rows[-1].endswith("\n"):
        rows[-1] += "\n"
    begins = {"": 1} | {name: part.line for name, part in lines.children.items()}
    return _cut(rows, begins, len(rows) + 1)


def _cut(rows: list[str], begins: Mapping[Any, int], end: int) -> dict[Any, str]:
    ends = (*list(begins.values())[1:], end)
    return {
        name: "".join(rows[begin - 1 : until - 1])
        for (name, begin), until in zip(begins.items(), ends, strict=True)
    }


def _block(
    name: str,
    kept: str | None,
    data: Mapping[str, Any],
    *,
    becomes: Mapping[str, Any],
    lines: Lines,
) -> str:
    """Return the text of a key: as it stood where it says the same, part by part if it has such."""
    if kept is not None and _same(data[name], becomes[name]):
        return kept
    if kept is not None and _are_parts(data[name]) and _are_parts(becomes[name]):
        return _parts(kept, data[name], becomes[name], lines.children[name])
    return yaml_text({name: becomes[name]})


def _parts(kept: str, before: tuple[Any, ...], after: list[Any], lines: Lines) -> str:
    rows = kept.splitlines(keepends=True)
    begins: dict[Any, int] = {"": 1}
    begins |= {place: part.line - lines.line + 1 for place, part in lines.children.items()}
    texts = _cut(rows, begins, len(rows) + 1)
    known = {_name_of(part): (part, texts[place]) for place, part in enumerate(before)}
    return texts[""] + "".join(_part(part, *known.get(_name_of(part), ({}, ""))) for part in after)


def _are_parts(value: Any) -> bool:
    """Say whether something is a list of parts, each known by a name of its own."""
    is_list = isinstance(value, list | tuple) and bool(value)
    return is_list and all(isinstance(part, Mapping) and _name_of(part) for part in value)


def _name_of(part: Mapping[str, Any]) -> Any:
    if "target" in part:
        return tuple(part.get(name, "") for name in _RULE)
    return next((part[name] for name in _NAMING if name in part), None)


def _part(part: Mapping[str, Any], before: Mapping[str, Any], kept: str) -> str:
    """Return the text of a part: as it stood where it says the same, else in the same order."""
    if kept and _same(before, part):
        return kept
    order = dict.fromkeys((*before, *part))
    return yaml_text([{key: part[key] for key in order if key in part}])


def _same(before: Any, after: Any) -> bool:
    """Say whether a part of the file says what it is to say; lists are read as tuples."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        return before.keys() == after.keys() and all(
            _same(value, after[key]) for key, value in before.items()
        )
    if isinstance(before, tuple | list) and isinstance(after, tuple | list):
        return len(before) == len(after) and all(map(_same, before, after))
    return type(before) is type(after) and bool(before == after)
