"""What is fuzzed: each target takes a document and says how it ended, as scripts see it.

Commands are called in this process as ``manage.py`` calls them. 0, 1 and 2 are told ends;
anything else that comes out is a fault, and so is JSON on standard output that is none.
"""

import io
import json
import sys
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import typer

import commands.exchanging
import commands.form
import commands.log
import commands.spreadsheets
from core.catalogue.packages import read_package
from core.catalogue.spreadsheets import importing
from core.catalogue.suggesting.matching import Matcher
from core.errors import ServiceError
from core.i18n import translate
from core.materials.inspecting import inspect
from core.services.queries.exchange_theme import Notation
from core.themes.plans import ThemePlan
from tests.conftest import SHIPPED
from tests.fuzz import seeds


class FaultError(Exception):
    """A reader ended otherwise than with a told error."""


@dataclass(frozen=True)
class Target:
    """One reader: its right documents, and what is done with a document."""

    seeds: object
    run: object

    def documents(self):
        return self.seeds(package().catalogue)


@cache
def package():
    return read_package(SHIPPED)


def upload(content):
    """Inspect a file as it is uploaded."""
    try:
        inspect(content)
    except ServiceError as error:
        _expect_words(translate(error.message_key, "en", **error.params), error.message_key)
        return 1
    return 0


def theme_import(content):
    """Read a document of conditions; XML is DMN, anything else JsonLogic."""
    notation = Notation.DMN if content.lstrip()[:1] == b"<" else Notation.JSONLOGIC
    return _command(
        commands.exchanging,
        lambda path: commands.exchanging.take(path, code="T02", notation=notation, as_json=True),
        content,
    )


def form_validate(content):
    """Validate a case; it says of which theme."""
    theme = next((code for code in seeds.THEMES if code.encode() in content[:40]), seeds.THEMES[0])
    return _command(
        commands.form,
        lambda path: commands.form.validate(theme, case=str(path), as_json=True),
        content,
    )


def catalogue_import(content):
    """Read a spreadsheet and write its matters."""

    def run(path):
        commands.spreadsheets.import_spreadsheet(
            str(path), department="SCJG", out=path.parent, force=True, as_json=True
        )

    return _command(commands.spreadsheets, run, content)


def log_report(content):
    """Read an event log, CSV or XES, and report what happened."""
    return _command(commands.log, lambda path: commands.log.report(path, as_json=True), content)


def _command(module, run, content):
    """Run a command on a file with one catalogue; return its exit code."""
    with TemporaryDirectory(dir=_MEMORY) as directory, _printed() as (out, err):
        path = Path(directory) / "document"
        path.write_bytes(content)
        code = 0
        try:
            with patch.object(module, "package_from", lambda _, draft=False: package()):
                run(path)
        except typer.Exit as end:
            code = end.exit_code
    _expect_told(code, out.getvalue(), err.getvalue())
    return code


def _expect_told(code, out, err):
    if code not in (0, 1, 2):
        raise FaultError(f"exit code {code}")
    if code == 2:
        _expect_words(err, "standard error")
        if out:
            raise FaultError(f"bad input, and on standard output: {out[:200]}, {err}")
        return
    try:
        json.loads(out, parse_constant=_no_number)
    except ValueError as error:
        raise FaultError(f"standard output is no JSON: {error}") from error


def _expect_words(words, where):
    if not words.strip() or words.startswith(("error.", "problem.", "command.")):
        raise FaultError(f"nothing is told by {where}: {words}")


def _no_number(text):
    raise ValueError(text)


@contextmanager
def _printed():
    """Catch what is printed, as bytes would be."""
    kept = sys.stdout, sys.stderr
    out, err = io.BytesIO(), io.StringIO()
    sys.stdout, sys.stderr = io.TextIOWrapper(out, "utf-8"), err
    try:
        yield out, err
    finally:
        sys.stdout.flush()
        sys.stdout.detach()
        sys.stdout, sys.stderr = kept


_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None

TARGETS = {
    "catalogue-import": Target(seeds.spreadsheets, catalogue_import),
    "theme-import": Target(seeds.documents, theme_import),
    "uploads": Target(seeds.uploads, upload),
    "log-report": Target(seeds.event_logs, log_report),
    "form-validate": Target(seeds.cases, form_validate),
}


@contextmanager
def learnt_once():
    """Learn from a few matters and work themes out once, not for each document."""
    catalogue = package().catalogue
    few = dict(list(catalogue.matters.items())[:4])
    matcher = cache(lambda: Matcher(replace(catalogue, matters=few)))
    plan = cache(lambda code: ThemePlan(package().catalogue.themes[code], package().catalogue))
    with (
        patch.object(importing, "Matcher", lambda _: matcher()),
        patch.object(commands.form, "ThemePlan", lambda theme, _: plan(theme.code)),
    ):
        yield
