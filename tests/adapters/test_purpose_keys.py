"""Each use of the installation's secret has a key of its own, and nobody uses the secret itself."""

import ast
import hmac

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from adapters.purpose_keys import Purpose, former_key, purpose_key
from adapters.sealing import SecretSealer
from tests.conftest import ROOT

SECRET = b"a secret of thirty-two characters"
READERS = {"adapters/settings.py", "adapters/archives/backup_keys.py", "building/secrets.py"}
"""Who reads the setting: to check it, and to derive keys from it."""


def test_no_two_purposes_share_a_key_and_none_has_the_secret():
    keys = [purpose_key(SECRET, purpose) for purpose in Purpose]

    assert len({*keys, SECRET, former_key(SECRET)}) == len(Purpose) + 2
    assert {len(key) for key in keys} == {32}


def test_another_secret_gives_other_keys():
    assert purpose_key(SECRET, Purpose.BACKUPS) != purpose_key(SECRET + b"x", Purpose.BACKUPS)


def test_heads_that_were_signed_before_stay_genuine():
    info = b"done once: heads of the tree over all cases, 1"
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=info)

    assert purpose_key(SECRET, Purpose.TREE_HEADS) == derive.derive(SECRET)


def test_a_visit_that_was_kept_before_opens_and_what_is_kept_now_takes_the_new_key():
    former = hmac.digest(SECRET, b"fetched values", "sha256")
    kept_before = SecretSealer(former).seal(b"a visit", "code")
    new = SecretSealer(purpose_key(SECRET, Purpose.KEPT_VISITS), former=(former_key(SECRET),))

    assert new.open(kept_before, "code") == b"a visit"
    assert new.open(kept_before, "other code") is None
    assert SecretSealer(former).open(new.seal(b"a visit", "code"), "code") is None


def names_in(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_nobody_else_reads_the_secret():
    programs = [ROOT / "runtime.py", ROOT / "manage.py", *ROOT.glob("*_app.py")]
    for folder in ("adapters", "building", "commands", "core", "db", "pages"):
        programs += (ROOT / folder).rglob("*.py")

    readers = {
        str(file.relative_to(ROOT))
        for file in programs
        if "secret_key" in names_in(ast.parse(file.read_text("utf-8")))
    }

    assert readers == READERS


def test_the_secret_leaves_the_composition_root_as_keys_alone():
    """It is an argument of what derives keys, and of nothing else."""
    tree = ast.parse((ROOT / "building/secrets.py").read_text("utf-8"))
    takers = {
        call.func.id
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
        for given in [*call.args, *(keyword.value for keyword in call.keywords)]
        if is_secret(given)
    }

    assert takers <= {"purpose_key", "former_key", "HeadSigner", "key_from"}


def is_secret(node):
    if isinstance(node, ast.Name):
        return node.id == "secret"
    return (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_secret"
    )
