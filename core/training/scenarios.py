"""Read scenario files as carefully as the catalogue: refused in words, with file and line."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from core.catalogue.findings import Finding, Severity
from core.catalogue.models import Part
from core.catalogue.refusals import invalid_findings, refusal_finding
from core.catalogue.yaml_reading import Lines, RefusedFileError, read_yaml
from core.errors import ScenarioRefusedError
from core.training.models import FORMAT_2_KEYS, NOBODY, Cast, Scenario

PEOPLE = "people.yaml"
"""The demo people that the scenarios beside this file name."""


@dataclass(frozen=True, slots=True)
class ScenarioFile:
    """A scenario as it was read, with the lines of everything in it."""

    name: str
    scenario: Scenario
    lines: Lines


_Model = TypeVar("_Model", bound=Part)


def scenario_paths(folder: Path) -> tuple[Path, ...]:
    """Return the scenario files of a folder and of the folders in it, in order."""
    return tuple(path for path in sorted(folder.rglob("*.yaml")) if path.name != PEOPLE)


def read_scenario(path: Path) -> Scenario:
    """Return the scenario in a file, with the demo people beside it.

    Raises:
        ScenarioRefusedError: Saying on which line and why it cannot be read.
    """
    return read_scenario_file(path).scenario


def read_scenario_file(path: Path) -> ScenarioFile:
    """Return what stands in a scenario file, and where.

    Raises:
        ScenarioRefusedError: Saying on which lines and why it cannot be read.
    """
    file = read_scenario_text(path.name, _bytes_of(path), NOBODY)
    beside = path.with_name(PEOPLE)
    if not file.scenario.who and not beside.exists():
        return file
    return replace(file, scenario=file.scenario.model_copy(update={"cast": read_cast(beside)}))


def read_cast(path: Path) -> Cast:
    """Return the demo people in a file.

    Raises:
        ScenarioRefusedError: Saying on which line and why it cannot be read.
    """
    cast, _, _ = _read(path.name, _bytes_of(path), Cast)
    return cast


def read_scenario_text(name: str, raw: bytes, cast: Cast) -> ScenarioFile:
    """Return what stands in the text of a scenario, and where, with the demo people it may name.

    Raises:
        ScenarioRefusedError: Saying on which lines and why it cannot be read.
    """
    scenario, data, lines = _read(name, raw, Scenario)
    if scenario.format == 1:
        _expect_none(list(_too_new(name, data, lines)))
    return ScenarioFile(name, scenario.model_copy(update={"cast": cast}), lines)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ScenarioRefusedError(file=path.name, line=1, reason=reason) from error


def _read(name: str, raw: bytes, model: type[_Model]) -> tuple[_Model, Any, Lines]:
    try:
        data, lines = read_yaml(raw)
    except RefusedFileError as refusal:
        _expect_none([refusal_finding(name, refusal)])
        raise
    try:
        return model.model_validate(data), data, lines
    except ValidationError as invalid:
        _expect_none(list(invalid_findings(invalid, data, lines, name)))
        raise


def _too_new(name: str, data: Any, lines: Lines) -> Iterator[Finding]:
    for key in sorted(FORMAT_2_KEYS & set(data)):
        params = (("key", key), ("hint", "format: 2"))
        yield Finding("scenario-format", Severity.ERROR, key, name, lines.at((key,)), params)


def _expect_none(findings: list[Finding]) -> None:
    if findings:
        first = findings[0]
        raise ScenarioRefusedError(
            file=first.file, line=first.line, reason=first.message(), findings=tuple(findings)
        )
