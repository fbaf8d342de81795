"""Nothing is installed but the very files that were looked at when the lock was written."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_package_of_a_lock_has_one_version_and_hashes(lock):
    lines = (ROOT / lock).read_text("utf-8").replace("\\\n", " ").splitlines()
    entries = [line for line in lines if line.strip() and not line.lstrip().startswith(("#", "-"))]

    assert len(entries) > 5
    assert [
        entry for entry in entries if not re.match(r"\S+==\S+.* --hash=sha256:\w{64}", entry)
    ] == []
