"""Read one YAML file without surprises.

Files come from many hands, so nothing in them is trusted: the parser only yields
events, and this module builds plain data from them without recursion, under limits
of size, depth and expansion. Plain scalars follow the YAML 1.2 core schema, narrowed
so that no spelling changes its value: ``no``, ``on``, ``1:30``, ``0x1F``, ``010``
and ``2026-01-01`` stay the text that stands there.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from yaml import YAMLError, events
from yaml.cyaml import CParser  # type: ignore[attr-defined]

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 64
MAX_NODES = 400_000
MAX_DIGITS = 18

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]*)?(\.[0-9]*)?([eE][-+]?[0-9]+)?")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
}
# Control characters, line separators, and the marks that turn reading direction around.
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)


class RefusedFileError(Exception):
    """A file that cannot be read: which rule it breaks, and on which line."""

    def __init__(self, rule: str, line: int = 1, **params: object) -> None:
        super().__init__(f"{rule} at line {line}")
        self.rule, self.line, self.params = rule, line, params


@dataclass(slots=True)
class Lines:
    """Where a node and its children begin; mirrors the shape of the data."""

    line: int
    children: dict[Any, "Lines"] = field(default_factory=dict)

    def at(self, path: tuple[Any, ...]) -> int:
        """Return the line of the deepest node on the path."""
        node = self
        for step in path:
            child = node.children.get(step)
            if child is None:
                break
            node = child
        return node.line


def read_yaml(raw: bytes) -> tuple[Any, Lines]:
    """Return the data of one document (mappings, tuples, scalars) and its lines.

    Raises:
        RefusedFileError: For anything that is not one small, plain document.
    """
    if len(raw) > MAX_BYTES:
        raise RefusedFileError("too-large", limit=MAX_BYTES // 1024)
    text = _decoded(raw)
    return _Builder().build(text)


def _decoded(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise RefusedFileError("encoding", line) from error
    if found := _UNSAFE.search(text):
        line = text[: found.start()].count("\n") + 1
        raise RefusedFileError("control-character", line, code=f"U+{ord(found[0]):04X}")
    return text


def _resolved(text: str, line: int) -> Any:
    """Return what a plain scalar means, or the text itself where spellings could surprise.

    Examples:
        >>> [_resolved(text, 1) for text in ("12", "1.5", "true", "no", "010", "1:30", "0x1F", "~")]
        [12, 1.5, True, 'no', '010', '1:30', '0x1F', None]
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-.0123456789":
        return text
    if _INTEGER.fullmatch(text):
        number: int | float = int(text) if len(text) <= MAX_DIGITS else float("inf")
    elif _FLOAT.fullmatch(text) and any(map(str.isdigit, text)):
        number = float(text) if len(text) <= 4 * MAX_DIGITS else float("inf")
    else:
        return text
    if abs(number) == float("inf"):
        raise RefusedFileError("number-too-large", line)
    return number


_NO_KEY = object()


class _Frame:
    """A mapping or sequence that is still being read."""

    __slots__ = ("anchor", "items", "key", "lines", "mapping", "nodes")

    def __init__(self, *, mapping: bool, line: int, anchor: str | None, nodes: int) -> None:
        self.mapping = mapping
        self.items: Any = {} if mapping else []
        self.key: Any = _NO_KEY
        self.lines = Lines(line)
        self.anchor = anchor
        self.nodes = nodes

    def value(self) -> Any:
        return self.items if self.mapping else tuple(self.items)

    def add(self, value: Any, lines: Lines) -> None:
        """Add a node: an entry of a sequence, or the key or value of an entry."""
        children = self.lines.children
        if not self.mapping:
            children[len(self.items)] = lines
            self.items.append(value)
        elif self.key is _NO_KEY:
            if value in self.items:
                first = children[value].line
                raise RefusedFileError("duplicate-key", lines.line, key=value[:80], first=first)
            self.key, children[value] = value, lines
        else:
            # The line of an entry is the line of its key; deeper nodes keep their own.
            children[self.key] = Lines(children[self.key].line, lines.children)
            self.items[self.key] = value
            self.key = _NO_KEY


def _untagged(event: Any) -> Any:
    """Refuse tags: they ask the reader to build something other than plain data."""
    tag = getattr(event, "tag", None)
    if tag is not None:
        raise RefusedFileError("tag", event.start_mark.line + 1, tag=tag[:80])
    return event


def _line_of(error: YAMLError) -> int:
    """Return the line of a fault; of what is never closed, the line where it was opened."""
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    if "end of stream" in str(getattr(error, "problem", None)):
        marks.reverse()
    return next((int(mark.line) + 1 for mark in marks if mark), 1)


class _Builder:
    """Turns events into data, one frame per open collection."""

    def __init__(self) -> None:
        self._stack: list[_Frame] = []
        self._anchors: dict[str, tuple[Any, Lines, int]] = {}
        self._nodes = 0
        self._documents = 0
        self._root: tuple[Any, Lines] = (None, Lines(1))

    def build(self, text: str) -> tuple[Any, Lines]:
        parser = CParser(text)
        try:
            while not isinstance(event := parser.get_event(), events.StreamEndEvent):
                self._take(_untagged(event))
        except YAMLError as error:
            problem = str(getattr(error, "problem", None) or "").strip()
            rule = "too-deep" if "nesting depth" in str(error) else "syntax"
            raise RefusedFileError(rule, _line_of(error), problem=problem) from error
        if not self._documents:
            raise RefusedFileError("empty-file")
        return self._root

    def _take(self, event: Any) -> None:
        line = event.start_mark.line + 1
        match event:
            case events.ScalarEvent():
                self._place(self._scalar(event, line), Lines(line), anchor=event.anchor)
            case events.CollectionStartEvent():
                self._open(event, line)
            case events.CollectionEndEvent():
                self._close()
            case events.AliasEvent():
                self._repeat(str(event.anchor), line)
            case events.DocumentStartEvent():
                self._begin_document(line)

    def _begin_document(self, line: int) -> None:
        self._documents += 1
        if self._documents > 1:
            raise RefusedFileError("several-documents", line)

    @property
    def _awaits_key(self) -> bool:
        return bool(self._stack) and self._stack[-1].mapping and self._stack[-1].key is _NO_KEY

    def _scalar(self, event: Any, line: int) -> Any:
        text = event.value
        if found := _UNSAFE.search(text):
            raise RefusedFileError("control-character", line, code=f"U+{ord(found[0]):04X}")
        # A key is a name: it is never read as a number, a truth value or nothing.
        return text if self._awaits_key or not event.implicit[0] else _resolved(text, line)

    def _open(self, event: Any, line: int) -> None:
        if self._awaits_key:
            raise RefusedFileError("key-not-a-name", line)
        if len(self._stack) >= MAX_DEPTH:
            raise RefusedFileError("too-deep", line)
        mapping = isinstance(event, events.MappingStartEvent)
        self._anchors.pop(event.anchor, None)
        frame = _Frame(mapping=mapping, line=line, anchor=event.anchor, nodes=self._nodes)
        self._stack.append(frame)

    def _close(self) -> None:
        frame = self._stack.pop()
        size = self._nodes - frame.nodes + 1
        self._place(frame.value(), frame.lines, anchor=frame.anchor, size=size)

    def _repeat(self, anchor: str, line: int) -> None:
        if anchor not in self._anchors:
            rule = "cyclic-alias" if any(f.anchor == anchor for f in self._stack) else "syntax"
            raise RefusedFileError(rule, line, problem=f"unknown alias {anchor[:80]!r}")
        value, lines, size = self._anchors[anchor]
        if self._awaits_key:
            raise RefusedFileError("key-not-a-name", line)
        self._count(size - 1, line)
        self._place(value, Lines(line, lines.children))

    def _count(self, nodes: int, line: int) -> None:
        """Count nodes as if every alias were written out, so that no bomb goes off later."""
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            raise RefusedFileError("alias-bomb", line)

    def _place(self, value: Any, lines: Lines, *, anchor: str | None = None, size: int = 1) -> None:
        self._count(1, lines.line)
        if anchor is not None:
            self._anchors[anchor] = (value, lines, size)
        if self._stack:
            self._stack[-1].add(value, lines)
        else:
            self._root = (value, lines)
