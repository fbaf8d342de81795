"""The shape of the code is the formatter's, and tests stand where `make test` looks for them."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
MOST_SKIPS = 20
MARK = "# fmt" + ": skip"


def test_few_statements_keep_a_shape_of_their_own():
    kept = [
        path.relative_to(ROOT)
        for path in ROOT.rglob("*.py")
        if not any(part.startswith(".") or part == "mutants" for part in path.parts)
        for line in path.read_text("utf-8").splitlines()
        if MARK in line
    ]

    assert len(kept) <= MOST_SKIPS, kept


def test_whatever_drives_chromium_stands_in_one_folder():
    """`make test` runs them by themselves, and collects nothing else for it."""
    mark = "pytest.mark" + ".browser"
    files = [path for path in (ROOT / "tests").rglob("*.py") if mark in path.read_text("utf-8")]

    assert {path.parent for path in files} == {ROOT / "tests" / "browser"}
    assert set((ROOT / "tests" / "browser").glob("test_*.py")) == set(files)
