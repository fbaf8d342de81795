"""Write a scenario as the file that people read and edit: in the order of the format."""

from collections.abc import Mapping
from typing import Any

import yaml

from core.training.models import Scenario

_ORDER = (
    *("format", "code", "title", "story", "theme", "begins_on", "who", "parties", "answers"),
    *("values", "papers", "instead", "on_paper", "fetches"),
    *("notes", "steps", "expected", "published", "source"),
)
_STEP_FIRST, _STEP_LAST = ("day", "on", "do", "matters"), ("refused", "note")
_LOOKS_LIKE_A_NUMBER = frozenset("+-.0123456789")


class _Writer(yaml.SafeDumper):
    """Writes text so that no reader takes it for a number, and short lists on one line."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write everything out: an alias in a file edited by hand is a trap."""
        return True


def _text(writer: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "'" if text[:1] in _LOOKS_LIKE_A_NUMBER or not text else None
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _list(writer: yaml.SafeDumper, entries: list[Any]) -> yaml.SequenceNode:
    is_short = not any(isinstance(entry, dict | list) for entry in entries)
    return writer.represent_sequence("tag:yaml.org,2002:seq", entries, flow_style=is_short)


def _mapping(writer: yaml.SafeDumper, content: dict[Any, Any]) -> yaml.MappingNode:
    is_pair = content.keys() == {"before", "after"}
    return writer.represent_mapping("tag:yaml.org,2002:map", content.items(), flow_style=is_pair)


_Writer.add_representer(str, _text)
_Writer.add_representer(list, _list)
_Writer.add_representer(dict, _mapping)


def scenario_text(scenario: Scenario) -> str:
    """Return the YAML of a scenario; what is as usual is left out.

    Examples:
        >>> said = {"format": 2, "code": "X1", "title": "试一试", "theme": "T02", "answers": {}}
        >>> print(scenario_text(Scenario.model_validate(said)), end="")
        format: 2
        code: X1
        title: 试一试
        theme: T02
        begins_on: '2026-12-01'
        answers: {}
    """
    said = scenario.model_dump(mode="json", exclude_defaults=True)
    if scenario.format > 1:
        said["begins_on"] = scenario.begins_on
    if steps := said.get("steps"):
        said["steps"] = [_ordered_step(step) for step in steps]
    ordered = {key: said[key] for key in _ORDER if key in said}
    text: str = yaml.dump(
        ordered, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=100, indent=2
    )
    return text


def _ordered_step(step: Mapping[str, Any]) -> dict[str, Any]:
    named = (*_STEP_FIRST, *(key for key in step if key not in {*_STEP_FIRST, *_STEP_LAST}))
    return {key: step[key] for key in (*named, *_STEP_LAST) if key in step}
