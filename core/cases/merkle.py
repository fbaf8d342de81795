"""A tree over a log, as in Certificate Transparency (RFC 6962, section 2.1).

Its root stands for every leaf and their order. A proof of inclusion shows with a few digests that
a leaf is in the tree, a proof of consistency that a later tree only adds to an earlier one.
"""

import hashlib
from collections.abc import Iterable, Sequence

EMPTY = hashlib.sha256().digest()
"""The root of a tree without leaves."""


def leaf_hash(leaf: bytes) -> bytes:
    """Return the digest of a leaf; the first byte keeps leaves and inner nodes apart."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def root(hashes: Sequence[bytes]) -> bytes:
    """Return the root of a tree over the digests of its leaves.

    Examples:
        >>> root([]).hex()[:16]
        'e3b0c44298fc1c14'
        >>> root([leaf_hash(b"")]).hex()[:16]
        '6e340b9cffb37a98'
    """
    *_, last = roots(hashes, {len(hashes)}) or [EMPTY]
    return last


def roots(hashes: Iterable[bytes], sizes: set[int]) -> list[bytes]:
    """Return the roots at some sizes, smallest first, reading the leaves once.

    Of what was read only the whole subtrees are kept, largest first: one for each bit of the size.
    """
    found = [EMPTY] if 0 in sizes else []
    whole: list[bytes] = []
    for size, leaf in enumerate(hashes, start=1):
        whole.append(leaf)
        for _ in range((size & -size).bit_length() - 1):
            right = whole.pop()
            whole[-1] = _node(whole[-1], right)
        if size in sizes:
            found.append(_joined(whole))
    return found


def inclusion_proof(position: int, hashes: Sequence[bytes]) -> list[bytes]:
    """Return what shows that the leaf at a position is in the tree."""
    proof = []
    while len(hashes) > 1:
        split = _split(len(hashes))
        if position < split:
            proof.append(root(hashes[split:]))
            hashes = hashes[:split]
        else:
            proof.append(root(hashes[:split]))
            hashes, position = hashes[split:], position - split
    return proof[::-1]


def is_included(
    leaf: bytes, position: int, proof: Sequence[bytes], *, size: int, at: bytes
) -> bool:
    """Say whether a proof shows that a leaf's digest stands at a position of a tree.

    Args:
        leaf: The digest of the leaf.
        position: Where it stands, from 0.
        proof: The digests.
        size: How many leaves the tree has.
        at: The root of the tree.
    """
    if not 0 <= position < size:
        return False
    number, last, found = position, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if number % 2 or number == last:
            found = _node(sibling, found)
            while number % 2 == 0 and number:
                number, last = number >> 1, last >> 1
        else:
            found = _node(found, sibling)
        number, last = number >> 1, last >> 1
    return last == 0 and found == at


def consistency_proof(earlier: int, hashes: Sequence[bytes]) -> list[bytes]:
    """Return what shows that a tree begins with the leaves of an earlier one."""
    if not 0 < earlier < len(hashes):
        return []
    return _consistency(earlier, hashes, is_whole=True)


def _consistency(earlier: int, hashes: Sequence[bytes], *, is_whole: bool) -> list[bytes]:
    if earlier == len(hashes):
        return [] if is_whole else [root(hashes)]
    split = _split(len(hashes))
    if earlier <= split:
        return [*_consistency(earlier, hashes[:split], is_whole=is_whole), root(hashes[split:])]
    rest = _consistency(earlier - split, hashes[split:], is_whole=False)
    return [*rest, root(hashes[:split])]


def is_consistent(
    proof: Sequence[bytes], *, earlier: tuple[int, bytes], later: tuple[int, bytes]
) -> bool:
    """Say whether a proof shows that a tree only adds to an earlier one.

    Args:
        proof: The digests.
        earlier: Size and root of the earlier tree.
        later: Size and root of the later tree.
    """
    (first, first_root), (second, second_root) = earlier, later
    if first in (0, second):
        same = first == 0 or first_root == second_root
        return same and not proof and first <= second
    if first > second:
        return False
    path = [first_root, *proof] if first & (first - 1) == 0 else list(proof)
    return bool(path) and _leads(path, (first, first_root), (second, second_root))


def _leads(path: Sequence[bytes], earlier: tuple[int, bytes], later: tuple[int, bytes]) -> bool:
    """Follow a path to both roots at once (RFC 9162, section 2.1.4.2)."""
    number, last = earlier[0] - 1, later[0] - 1
    while number % 2:
        number, last = number >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if number % 2 or number == last:
            old, new = _node(sibling, old), _node(sibling, new)
            while number % 2 == 0 and number:
                number, last = number >> 1, last >> 1
        else:
            new = _node(new, sibling)
        number, last = number >> 1, last >> 1
    return last == 0 and (old, new) == (earlier[1], later[1])


def _joined(whole: Sequence[bytes]) -> bytes:
    found = whole[-1]
    for node in reversed(whole[:-1]):
        found = _node(node, found)
    return found


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _split(size: int) -> int:
    """Return the largest power of two below a size."""
    return 1 << (size - 1).bit_length() - 1
