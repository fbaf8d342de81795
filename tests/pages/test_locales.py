import ast
import json
import re
import string
from pathlib import Path

import pytest

from core import errors
from core.i18n import DEFAULT_LOCALE, LOCALES_DIR, messages_of

ROOT = Path(__file__).parents[2]
KIOSK = sorted((ROOT / "pages" / "kiosk").rglob("*.py")) + sorted(
    (ROOT / "pages" / "shared").rglob("*.py")
)
LOCALES = sorted(path.name for path in LOCALES_DIR.iterdir() if path.is_dir())
OURS = ("kiosk.json", "errors.json")
RULES = sorted(
    set(
        re.findall(
            r'"([a-z]+(?:-[a-z]+)+|required|negative)"',
            "".join(
                path.read_text("utf-8")
                for folder in ("core/kinds", "core/forms")
                for path in (ROOT / folder).rglob("*.py")
                if path.name not in {"conflicts.py", "paging.py"}
            ),
        )
    )
)


def placeholders(message):
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}


def strings_in(path):
    tree = ast.parse(path.read_text("utf-8"))
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in documentation
    ]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_locale_says_the_same_things_with_the_same_parts(locale):
    ours, default = messages_of(locale), messages_of(DEFAULT_LOCALE)

    assert ours.keys() == default.keys()
    assert {key: placeholders(text) for key, text in ours.items()} == {
        key: placeholders(text) for key, text in default.items()
    }


@pytest.mark.parametrize("path", KIOSK, ids=lambda path: path.name)
def test_every_key_that_a_page_names_exists(path):
    named = {
        text for text in strings_in(path) if re.fullmatch(r"(kiosk|error)\.[\w.]+\w", text)
    } - {"kiosk.css"}

    assert named <= messages_of(DEFAULT_LOCALE).keys()


def beginnings_in(path):
    """Return how keys begin that are put together, such as ``kiosk.step.``."""
    nodes = [
        n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.JoinedStr)
    ]
    begun = [n.values[0].value for n in nodes if isinstance(n.values[0], ast.Constant)]
    return {text for text in begun if text.startswith("kiosk.")}


def test_every_word_of_the_kiosk_is_said_somewhere():
    named = {text for path in KIOSK for text in strings_in(path)}
    begun = tuple(beginning for path in KIOSK for beginning in beginnings_in(path))
    words = {key for key in messages_of(DEFAULT_LOCALE) if key.startswith("kiosk.")}

    assert {key for key in words - named if not key.startswith(begun)} == set()
    assert [start for start in begun if not any(key.startswith(start) for key in words)] == []


@pytest.mark.parametrize("path", KIOSK, ids=lambda path: path.name)
def test_pages_hold_no_chinese_of_their_own(path):
    assert [text for text in strings_in(path) if re.search(r"[\u3000-\uffef]", text)] == []


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_sentence(rule):
    assert f"problem.{rule}" in messages_of(DEFAULT_LOCALE)


@pytest.mark.parametrize(
    "error", sorted(_kind for _kind in vars(errors) if _kind.endswith("Error"))
)
def test_every_error_has_a_sentence(error):
    key = getattr(getattr(errors, error), "message_key", "error.unknown")

    assert key in messages_of(DEFAULT_LOCALE)


@pytest.mark.parametrize("locale", LOCALES)
def test_no_message_is_written_twice_in_one_file(locale):
    for file in sorted((LOCALES_DIR / locale).glob("*.json")):
        pairs = json.loads(file.read_text("utf-8"), object_pairs_hook=list)
        keys = [key for key, _ in pairs]

        assert len(keys) == len(set(keys)), file.name
