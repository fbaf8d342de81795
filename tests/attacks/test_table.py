"""The table of attacks names tests that are there, and says of each attack what holds it off."""

import ast
from pathlib import Path

import pytest

from tests.attacks.running import named_tests, verdict_of
from tests.attacks.table import ATTACKS, Attack

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("named", named_tests())
def test_every_test_that_is_named_is_there(named):
    file, _, name = named.partition("::")
    tree = ast.parse((ROOT / file).read_text("utf-8"))

    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_attack_is_tried_or_said_to_be_open():
    assert [attack.tried for attack in ATTACKS if bool(attack.tests) == bool(attack.open)] == []


@pytest.mark.parametrize(
    ("ended", "verdict"),
    [
        ({"a": {"passed"}, "b": {"passed"}}, "held"),
        ({"a": {"passed", "failed"}, "b": {"passed"}}, "broke"),
        ({"a": {"passed"}, "b": {"skipped"}}, "not tried"),
        ({"a": {"passed"}}, "not tried"),
    ],
)
def test_an_attack_held_if_every_test_of_it_was_tried_and_passed(ended, verdict):
    assert verdict_of(Attack("part", "tried", ("a", "b")), ended) == verdict


def test_what_is_open_is_not_said_to_have_held():
    assert verdict_of(Attack("part", "tried", open="not built"), {}) == "open"
