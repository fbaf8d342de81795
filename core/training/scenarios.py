"""Read scenario files as carefully as the catalogue: refused in words, with file and line."""

from pathlib import Path

from pydantic import ValidationError

from core.catalogue.yaml_reading import RefusedFileError, read_yaml
from core.errors import ScenarioRefusedError
from core.training.models import Scenario


def read_scenario(path: Path) -> Scenario:
    """Return the scenario in a file.

    Raises:
        ScenarioRefusedError: Saying on which line and why it cannot be read.
    """
    try:
        data, lines = read_yaml(path.read_bytes())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ScenarioRefusedError(file=path.name, line=1, reason=reason) from error
    except RefusedFileError as refusal:
        raise ScenarioRefusedError(
            file=path.name, line=refusal.line, reason=refusal.rule
        ) from refusal
    try:
        return Scenario.model_validate(data)
    except ValidationError as invalid:
        first = invalid.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        line = lines.at(first["loc"])
        reason = f"{place}: {first['msg']}"
        raise ScenarioRefusedError(file=path.name, line=line, reason=reason) from invalid
