"""Every kind of field has a widget of its own, and no other module knows kinds by name."""

import re
from pathlib import Path

import pytest

from core.i18n import DEFAULT_LOCALE, messages_of
from core.kinds.fields import FIELD_KINDS
from pages.shared.kinds import FIELD_WIDGETS

ROOT = Path(__file__).parents[2]
_MEMBER = re.compile(r"\b(FieldType|ExemptionWay)\.[A-Z]")
MODULES = sorted(
    path for room in ("core", "pages", "adapters") for path in (ROOT / room).rglob("*.py")
)


def test_every_kind_has_a_widget_and_every_widget_a_kind():
    assert list(FIELD_WIDGETS) == list(FIELD_KINDS)


@pytest.mark.parametrize("name", FIELD_KINDS)
def test_what_is_not_typed_needs_no_keys(name):
    keys = FIELD_WIDGETS[name].keys

    assert FIELD_KINDS[name].is_typed or not keys
    assert not keys or f"kiosk.keyboard.{keys}" in messages_of(DEFAULT_LOCALE)


def members_named_in(path):
    """Return where a module names a member of a closed set that is found by its files."""
    lines = path.read_text("utf-8").splitlines()
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for number, line in enumerate(lines, start=1)
        if _MEMBER.search(line) and not line.lstrip().startswith((">>>", "..."))
    ]


def test_no_module_names_a_kind():
    assert [found for path in MODULES for found in members_named_in(path)] == []
