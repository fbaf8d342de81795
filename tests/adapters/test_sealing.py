"""What is kept under a few symbols is sealed so that each guess takes a while."""

import ast

from adapters.purpose_keys import Purpose, purpose_key
from adapters.sealing import SecretSealer
from adapters.settings import Settings
from building.secrets import visit_sealer
from tests.conftest import ROOT

SECRET = "a secret of thirty-two characters"
ASKED_FOR = 2**14
"""OWASP asks for at least this with r=8, p=5."""


def test_what_the_program_seals_costs_each_guess_what_is_asked_for():
    sealed = visit_sealer(Settings(secret_key=SECRET)).seal(b"kept", "secret")
    key = purpose_key(SECRET.encode(), Purpose.KEPT_VISITS)

    assert SecretSealer(key, cost=ASKED_FOR).open(sealed, "secret") == b"kept"
    assert SecretSealer(key, cost=ASKED_FOR // 2).open(sealed, "secret") is None


def test_only_tests_make_a_guess_cheaper():
    made = [
        call
        for folder in ("adapters", "building", "commands", "core", "db", "pages")
        for file in (ROOT / folder).rglob("*.py")
        if "SecretSealer(" in (source := file.read_text("utf-8"))
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "SecretSealer"
    ]

    assert made
    assert all(word.arg != "cost" for call in made for word in call.keywords)
