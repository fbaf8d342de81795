"""What is wrong with a catalogue or a theme, told with place and line."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.i18n import DEFAULT_LOCALE, listed, translate

_TYPES = frozenset({"first_type", "second_type"})


class Severity(StrEnum):
    """An error blocks publishing; a warning can be accepted with a reason."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: the rule it breaks, where, and the parameters of its sentence."""

    rule: str
    severity: Severity
    at: str
    file: str = ""
    line: int = 0
    params: tuple[tuple[str, Any], ...] = ()
    variant: str = ""

    def message(self, locale: str = DEFAULT_LOCALE) -> str:
        """Return the sentence: what, why, and what to do next."""
        key = f"finding.{self.rule}" + (f".{self.variant}" if self.variant else "")
        params = {name: listed(value, locale) for name, value in self.params}
        if "what" in params:
            params["what"] = translate(f"finding.what.{params['what']}", locale)
        types = params.keys() & _TYPES if self.rule != "type-mismatch" else params.keys()
        params |= {name: translate(f"finding.type.{params[name]}", locale) for name in types}
        sentence = translate(key, locale, **params)
        hint = params.get("hint")
        return sentence + (translate("finding.hint", locale, hint=hint) if hint else "")


def warning(rule: str, at: str, **params: Any) -> Finding:
    """Return a warning about a place."""
    return Finding(rule, Severity.WARNING, at, params=tuple(params.items()))


def error(rule: str, at: str, **params: Any) -> Finding:
    """Return an error about a place."""
    return Finding(rule, Severity.ERROR, at, params=tuple(params.items()))
