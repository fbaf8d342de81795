"""Whatever a check or a proof finds has a name in words, in both languages."""

import ast

import pytest

from core.i18n import messages_of
from tests.conftest import ROOT

FINDERS = {"error", "warning", "Finding", "RefusedFileError"}
NO_RULES = {"hint", "type", "what"}
"""Words inside the sentences of findings."""
ROWS = "spreadsheet-"
"""What is told of a spreadsheet's rows stands beside its row, without a name."""


def rules_in_code():
    for file in sorted((ROOT / "core").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in FINDERS and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value


def _name(function):
    if getattr(getattr(function, "value", None), "id", "") == "_log":
        return ""  # what is told to the log is no finding
    return getattr(function, "id", getattr(function, "attr", ""))


def rules_with(prefix, locale):
    place = prefix.count(".") + 1
    return {key.split(".")[place] for key in messages_of(locale) if key.startswith(f"{prefix}.")}


def test_the_rules_of_the_code_are_found():
    assert {"not-catalogued", "does-not-wait", "duplicate-code", "syntax"} & {*rules_in_code()}
    assert len({*rules_in_code()}) > 40


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_every_rule_has_a_name_and_a_sentence(locale):
    rules = {rule for rule in rules_in_code() if not rule.startswith(ROWS)}

    assert rules <= rules_with("designer.rule", locale)
    assert rules <= rules_with("finding", locale)


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_every_sentence_of_a_finding_has_a_name_and_the_other_way_round(locale):
    worded = {
        rule for rule in rules_with("finding", locale) if not rule.startswith(ROWS)
    } - NO_RULES

    assert worded == rules_with("designer.rule", locale)
