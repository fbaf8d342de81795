"""Documents lead somewhere, and the pictures in the repository are few, small, and shown."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    path
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("*/README.md"))
    if path.is_file()
)
PICTURES = sorted(path for path in (ROOT / "docs" / "screenshots").iterdir() if path.is_file())
MOST_PICTURES = 20
MOST_BYTES = 4 * 1024 * 1024
_CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.MULTILINE | re.DOTALL)
_TARGETS = re.compile(r"\]\(([^()\s]+)\)|(?:src|href)=\"([^\"]+)\"")


def targets_in(document):
    """Return what a document links to or shows, but for addresses of the web."""
    text = _CODE.sub("", document.read_text("utf-8"))
    found = (first or second for first, second in _TARGETS.findall(text))
    return [target for target in found if not re.match(r"[a-z]+:", target)]


def leads_somewhere(document, target):
    path, _, heading = target.partition("#")
    there = document.parent / path if path else document
    return there.exists() and (not heading or heading in heading_ids(there.read_text("utf-8")))


def heading_ids(text):
    """Return by which names headings are linked to."""
    text = _CODE.sub(lambda code: "" if "\n" in code[0] else code[0].strip("`"), text)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_of_a_document_leads_somewhere(document):
    assert [
        target for target in targets_in(document) if not leads_somewhere(document, target)
    ] == []


def test_every_picture_is_shown_by_a_document():
    shown = {
        (document.parent / target).resolve()
        for document in DOCUMENTS
        for target in targets_in(document)
    }

    assert [path.name for path in PICTURES if path not in shown] == []


def test_pictures_are_few_and_small():
    assert 12 <= len(PICTURES) <= MOST_PICTURES
    assert sum(path.stat().st_size for path in PICTURES) <= MOST_BYTES


LONGEST_LINE = 100
WRITTEN = [path for path in (*DOCUMENTS, *ROOT.glob("assets/**/*.md")) if path.name != "LICENSE"]


def prose_of(document):
    """Return the lines of a document that are no table, code or link, with their numbers."""
    in_code = False
    for number, line in enumerate(document.read_text("utf-8").splitlines(), start=1):
        in_code ^= line.startswith("```")
        is_prose = not in_code and not line.startswith(("|", "    ", "<")) and "](" not in line
        if is_prose:
            yield number, line


@pytest.mark.parametrize("document", WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_lines_of_prose_are_short(document):
    assert [n for n, line in prose_of(document) if len(line) > LONGEST_LINE] == []


def test_the_map_names_what_is_there():
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    roots = "core|db|adapters|pages|commands|building|deploy|tests|docs|assets"
    named = set(re.findall(rf"`((?:{roots})/[\w/.]+)`", text))

    assert sorted(path for path in named if not (ROOT / path).exists()) == []


def test_drawings_of_the_main_walks_have_at_most_twelve_steps():
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    drawings = re.findall(r"```mermaid\n(.*?)```", text, re.DOTALL)

    assert len(drawings) == 2
    assert all(len(re.findall(r"->>", drawing)) <= 12 for drawing in drawings)
