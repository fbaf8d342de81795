"""What stands in the cells of fields and materials, and what a typed text means there."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from core.catalogue.models import short_name
from core.services.library import MatterRecord, code_named, named_code
from pages.designer.wording import shown
from pages.designer.workspace import Workspace

_NEEDED = ("label", "name")
_CODED = ("element", "subject")


class TypedValue(NamedTuple):
    """A value, or why what was typed is none."""

    value: Any = None
    why: str = ""


def _named(declared: Mapping[str, Any]) -> dict[str, str]:
    return {code: short_name(part.name) for code, part in declared.items() if not part.deprecated}


@dataclass(frozen=True)
class RowValues:
    """Writes and reads the values of rows in the words of one language."""

    record: MatterRecord
    workspace: Workspace

    @cached_property
    def _words(self) -> Mapping[str, Mapping[Any, str]]:
        """Return the word of every value of an attribute that has few of them."""
        say = self.workspace.say
        return {
            "required": {True: say("shop.yes"), False: say("shop.no")},
            "necessity": {need: say(f"shop.need.{need}") for need in ("required", "deferrable")},
            "signing": {
                way: say(f"shop.signing.{way}")
                for way in ("none", "signature", "seal", "signature_and_seal")
            },
        }

    @cached_property
    def _names(self) -> Mapping[str, Mapping[str, str]]:
        """Return the names of everything that can be meant, nothing deprecated among it."""
        catalogue = self.record.catalogue
        elements = _named(catalogue.elements)
        subjects = _named(catalogue.subjects)
        return {"element": elements, "subject": subjects}

    def offered(self, name: str) -> tuple[str, ...]:
        """Return what can be picked for an attribute."""
        if name in self._words:
            return tuple(self._words[name].values())
        names = self._names.get(name, {})
        return tuple(named_code(code, names) for code in sorted(names))

    def text(self, name: str, value: Any) -> str:
        """Return a value as it stands in its cell."""
        if name in self._words:
            return self._words[name][value]
        if name in _CODED:
            return named_code(value, self._names[name]) if value else ""
        return shown(str(value))

    def read(self, name: str, typed: str) -> TypedValue:
        """Return what a typed text means for an attribute."""
        say = self.workspace.say
        if name in self._words:
            known = {word: value for value, word in self._words[name].items()}
            if typed in known:
                return TypedValue(known[typed])
            return TypedValue(why=say("shop.rows.one_of", options="、".join(known)))
        if name in _CODED:
            return self._coded(name, typed)
        if name in _NEEDED and not typed:
            return TypedValue(why=say("shop.rows.needed"))
        return TypedValue(typed)

    def _coded(self, name: str, typed: str) -> TypedValue:
        code = code_named(typed, self._names[name]) if typed else None
        if typed and code is None:
            return TypedValue(why=self.workspace.say("shop.rows.no_code"))
        return TypedValue(code)
