"""Names say what they name.

No two classes of the program are called the same, and what is gone over, passed or kept in a
function is called by its noun.
"""

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = ("core", "db", "adapters", "pages", "commands", "building")
ALL_CODE = (*ROOMS, "benchmarks", "deploy", "docs", "tests")

NO_NOUNS = {"one", "told", "here", "somebody"}
"""What stands where a noun should: ``for field in fields``, not ``for one in fields``."""


def classes_of(path):
    tree = ast.parse(path.read_text("utf-8"))
    return [
        node.name
        for node in tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]


def test_no_two_classes_have_one_name():
    where = defaultdict(list)
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for name in classes_of(path):
                where[name].append(str(path.relative_to(ROOT)))

    assert {name: paths for name, paths in where.items() if len(paths) > 1} == {}


def bound_names(tree):
    """Yield what a module binds: targets, parameters, functions and classes, with their lines."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                yield name, node.lineno
            case ast.arg(arg=name):
                yield name, node.lineno
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name, node.lineno
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
                yield name, node.lineno


def test_what_is_gone_over_passed_or_kept_has_a_noun_for_its_name():
    places = [
        f"{path.relative_to(ROOT)}:{line} {name}"
        for room in ALL_CODE
        for path in sorted((ROOT / room).rglob("*.py"))
        for name, line in bound_names(ast.parse(path.read_text("utf-8")))
        if name in NO_NOUNS
    ]

    assert places == [], "say the noun: `for field in fields`, not `for one in fields`"
