"""What stands in the cells of fields and materials, and what a typed text means there."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from core.catalogue.models import Evidence, Exemption, ExemptionWay, short_name
from core.services.library import (
    MatterRecord,
    code_named,
    named_code,
    read_evidence,
    write_evidence,
)
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
            "form": {
                form: say(f"shop.form.{form}")
                for form in ("original", "copy", "original_and_copy", "electronic")
            },
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
        documents = _named(catalogue.documents)
        matters = {code: matter.name for code, matter in catalogue.matters.items()}
        return {
            "element": elements,
            "subject": subjects,
            "document": documents,
            "produced_by": matters,
        }

    @cached_property
    def _exempt(self) -> Mapping[str, str]:
        """Return the word of every way in which a material need not be handed in."""
        return {way.value: self.workspace.say(f"shop.exempt.{way.value}") for way in ExemptionWay}

    def offered(self, name: str) -> tuple[str, ...]:
        """Return what can be picked for an attribute."""
        if name in self._words:
            return tuple(self._words[name].values())
        if name == "evidence":
            return tuple(sorted({self.text(name, part) for part in self._known_evidence()}))
        if name == "exemption":
            way = self._exempt["e_licence"]
            licences = (f"{way}：{shown(name)}" for name in self.record.catalogue.licences)
            return (*self._exempt.values(), *licences)
        names = self._names.get(name, {})
        return tuple(named_code(code, names) for code in sorted(names))

    def _known_evidence(self) -> Iterator[Evidence]:
        """Yield every document about somebody that some matter asks for."""
        for matter in self.record.catalogue.matters.values():
            for material in matter.materials:
                yield from material.documents()

    def text(self, name: str, value: Any) -> str:
        """Return a value as it stands in its cell."""
        if name in self._words:
            return self._words[name][value]
        if name in _CODED:
            return named_code(value, self._names[name]) if value else ""
        if name == "evidence":
            return write_evidence(value, self._names["document"], self._names["subject"])
        if name == "exemption":
            return self._exemption_text(value)
        if name == "produced_by":
            return "、".join(value)
        return shown(str(value))

    def _exemption_text(self, exemption: Exemption | None) -> str:
        if exemption is None:
            return ""
        parts = (self._exempt[exemption.by.value], shown(exemption.name))
        return "：".join(filter(None, parts))

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
        if name in _READERS:
            return _READERS[name](self, typed)
        if name in _NEEDED and not typed:
            return TypedValue(why=say("shop.rows.needed"))
        return TypedValue(typed)

    def evidence(self, typed: str) -> TypedValue:
        """Return which documents about whom a text means."""
        value, wrong = read_evidence(typed, self._names["document"], self._names["subject"])
        if wrong:
            return TypedValue(why=self.workspace.say("shop.rows.no_evidence", words=wrong))
        return TypedValue(value)

    def exemption(self, typed: str) -> TypedValue:
        """Return why a material need not be handed in: a way, and what it is taken from."""
        if not typed:
            return TypedValue()
        words, _, name = typed.replace(":", "：").partition("：")
        known = {word: way for way, word in self._exempt.items()}
        if words.strip() not in known:
            options = "、".join(known)
            return TypedValue(why=self.workspace.say("shop.rows.one_of", options=options))
        by = ExemptionWay(known[words.strip()])
        return TypedValue(Exemption(by=by, name=name.strip()) if name.strip() else Exemption(by=by))

    def produced_by(self, typed: str) -> TypedValue:
        """Return which matters produce a material, by code or name."""
        names = self._names["produced_by"]
        words = [part.strip() for part in re.split(r"[、,，;；\n]", typed) if part.strip()]
        codes = tuple(code_named(part, names) for part in words)
        if None in codes:
            return TypedValue(why=self.workspace.say("shop.rows.no_code"))
        return TypedValue(codes)

    def _coded(self, name: str, typed: str) -> TypedValue:
        code = code_named(typed, self._names[name]) if typed else None
        if typed and code is None:
            return TypedValue(why=self.workspace.say("shop.rows.no_code"))
        return TypedValue(code)


_READERS: Mapping[str, Callable[[RowValues, str], TypedValue]] = {
    "evidence": RowValues.evidence,
    "exemption": RowValues.exemption,
    "produced_by": RowValues.produced_by,
}
"""What is written as more than a word or a code."""
