"""The tree over the log against the recursive definitions of RFC 6962, section 2.1."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cases.merkle import (
    consistency_proof,
    inclusion_proof,
    is_consistent,
    is_included,
    leaf_hash,
    root,
    roots,
)

leaves = st.lists(st.binary(max_size=4), min_size=1, max_size=40)


def sha(data):
    return hashlib.sha256(data).digest()


def largest_power_below(n):
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def mth(d):
    if not d:
        return sha(b"")
    if len(d) == 1:
        return sha(b"\x00" + d[0])
    k = largest_power_below(len(d))
    return sha(b"\x01" + mth(d[:k]) + mth(d[k:]))


def path(m, d):
    if len(d) == 1:
        return []
    k = largest_power_below(len(d))
    if m < k:
        return [*path(m, d[:k]), mth(d[k:])]
    return [*path(m - k, d[k:]), mth(d[:k])]


def subproof(m, d, b):
    if m == len(d):
        return [] if b else [mth(d)]
    k = largest_power_below(len(d))
    if m <= k:
        return [*subproof(m, d[:k], b), mth(d[k:])]
    return [*subproof(m - k, d[k:], False), mth(d[:k])]


# Known values of the reference implementation of Certificate Transparency (google/ct).
KNOWN = [b"", b"\x00", b"\x10", b"\x20\x21", b"\x30\x31", b"\x40\x41\x42\x43"]
KNOWN += [bytes(range(0x50, 0x58)), bytes(range(0x60, 0x70))]
KNOWN_ROOT = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def hashed(d):
    return [leaf_hash(leaf) for leaf in d]


def test_the_root_is_the_one_that_others_compute():
    assert root(hashed(KNOWN)).hex() == KNOWN_ROOT


@given(leaves)
def test_roots_are_as_defined_at_every_size(d):
    sizes = set(range(len(d) + 1))

    assert roots(hashed(d), sizes) == [mth(d[:size]) for size in range(len(d) + 1)]


@given(leaves, st.data())
def test_inclusion_is_proved_as_defined_and_of_nothing_else(d, data):
    at = data.draw(st.integers(0, len(d) - 1))
    proof = inclusion_proof(at, hashed(d))
    tree = {"size": len(d), "at": mth(d)}

    assert proof == path(at, d)
    assert is_included(leaf_hash(d[at]), at, proof, **tree)
    assert not is_included(leaf_hash(d[at] + b"x"), at, proof, **tree)
    assert not is_included(leaf_hash(d[at]), at, [*proof, sha(b"")], **tree)
    assert not is_included(leaf_hash(d[at]), len(d), proof, **tree)
    if proof:
        assert not is_included(leaf_hash(d[at]), at, proof[:-1], **tree)


@given(leaves, st.data())
def test_consistency_is_proved_as_defined_and_of_nothing_else(d, data):
    m = data.draw(st.integers(1, len(d)))
    proof = consistency_proof(m, hashed(d))
    earlier, later = (m, mth(d[:m])), (len(d), mth(d))

    assert proof == (subproof(m, d, True) if m < len(d) else [])
    assert is_consistent(proof, earlier=earlier, later=later)
    assert not is_consistent([*proof, sha(b"")], earlier=earlier, later=later)
    assert not is_consistent(proof, earlier=(m, sha(b"other")), later=later)
    other = [*d[:-1], d[-1] + b"x"]
    if m < len(d):
        assert not is_consistent(proof, earlier=earlier, later=(len(d), mth(other)))
        assert not is_consistent(proof, earlier=later, later=earlier)


@given(leaves, leaves, st.integers(0, 39))
def test_a_tree_in_which_an_early_leaf_was_changed_is_never_consistent(d, more, at):
    at %= len(d)
    changed = [*d[:at], d[at] + b"x", *d[at + 1 :], *more]
    proof = consistency_proof(len(d), hashed(changed))

    assert not is_consistent(proof, earlier=(len(d), mth(d)), later=(len(changed), mth(changed)))


@pytest.mark.parametrize("size", [1, 2, 7])
def test_everything_adds_to_nothing(size):
    assert is_consistent([], earlier=(0, root([])), later=(size, mth(KNOWN[:size])))
