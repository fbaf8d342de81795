"""Heads of the tree over all entries of a hall: what is kept outside the database (law 20).

A head is signed and says: so many entries, and this root. Whoever drops or alters an entry, or
puts them into another order, cannot make a tree of this root any more.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from core.cases.merkle import consistency_proof, is_consistent, leaf_hash, root, roots
from core.cases.records import Difference


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One leaf of the tree: an entry of a case's history, by its digest."""

    case_number: str
    sequence: int
    digest: str

    @property
    def hash(self) -> bytes:
        """Return the digest of the leaf."""
        text = f"{self.case_number}\n{self.sequence}\n{self.digest}"
        return leaf_hash(text.encode("utf-8", "surrogateescape"))


@dataclass(frozen=True, slots=True)
class TreeHead:
    """A signed head. ``proof`` shows that it only adds to the head written before it."""

    hall: str
    size: int
    root: str
    at: datetime
    proof: tuple[str, ...] = ()
    signature: str = ""

    @property
    def signed(self) -> bytes:
        """Return what is signed."""
        plain = {**self.as_document(), "signature": ""}
        return json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()

    def as_document(self) -> dict[str, Any]:
        """Return it as it is written to a file."""
        at = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        return {**asdict(self), "at": at, "proof": list(self.proof)}


@dataclass(frozen=True, slots=True)
class KeptLog:
    """What lies outside the database: entries and heads in order, and what is spoilt of them."""

    entries: tuple[LogEntry, ...] = ()
    heads: tuple[TreeHead, ...] = ()
    faults: tuple[Difference, ...] = ()


def next_head(
    hall: str, entries: Sequence[LogEntry], *, at: datetime, last: TreeHead | None
) -> TreeHead:
    """Return the head of a tree, to be signed."""
    hashes = [entry.hash for entry in entries]
    proof = consistency_proof(last.size, hashes) if last else []
    shown = tuple(digest.hex() for digest in proof)
    return TreeHead(hall, len(entries), root(hashes).hex(), at, shown)


def log_differences(kept: Sequence[LogEntry], now: Sequence[LogEntry]) -> Iterator[Difference]:
    """Yield which entries kept outside are not in the log any more, or at another place.

    Examples:
        >>> one, two = LogEntry("n", 1, "a"), LogEntry("n", 2, "b")
        >>> [(d.case, d.entry, d.kind) for d in log_differences([one, two], [one])]
        [('n', 2, 'missing')]
    """
    if tuple(kept) == tuple(now[: len(kept)]):
        return
    there, before = set(now), set(kept)
    lost = [entry for entry in kept if entry not in there]
    new = [entry for entry in now[: len(kept) - len(lost)] if entry not in before]
    for kind, entries in (("missing", lost), ("added", new)):
        yield from (_difference_of(entry, kind) for entry in entries)
    if not lost and not new:
        moved = next(entry for entry, other in zip(kept, now, strict=False) if entry != other)
        yield _difference_of(moved, "moved")


def head_differences(
    heads: Sequence[TreeHead], entries: Sequence[LogEntry]
) -> Iterator[Difference]:
    """Yield which heads are not those of the entries that there are."""
    wanted = {head.size for head in heads}
    found = dict(
        zip(sorted(wanted), roots((entry.hash for entry in entries), wanted), strict=False)
    )
    for earlier, head in zip((None, *heads), heads, strict=False):
        is_same = head.size in found and found[head.size].hex() == head.root
        if not is_same or (earlier and not only_adds(head, earlier)):
            yield Difference(f"tree head {head.at.isoformat()}", "inconsistent")


def only_adds(head: TreeHead, earlier: TreeHead) -> bool:
    """Say whether a head proves that it only adds to an earlier one, the entries unseen."""
    try:
        proof = [bytes.fromhex(digest) for digest in head.proof]
        first, second = ((tree.size, bytes.fromhex(tree.root)) for tree in (earlier, head))
    except ValueError:
        return False
    return is_consistent(proof, earlier=first, later=second)


def signed(head: TreeHead, signature: str) -> TreeHead:
    """Return a head with its signature."""
    return replace(head, signature=signature)


def _difference_of(entry: LogEntry, kind: str) -> Difference:
    return Difference("case_log_entry", kind, entry.sequence, entry.case_number)
