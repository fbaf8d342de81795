"""Say an element as departments read it: how it is now, and how the draft has it."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Condition
from core.i18n import listed, translate
from core.themes.condition_words import condition_in_words
from core.themes.confirming.models import CaseFinding, Element, ElementKind

_CONDITION: TypeAdapter[Condition | None] = TypeAdapter(Condition | None)


class ElementWords(NamedTuple):
    """An element in words: what it is about, and both sides."""

    title: str
    about: str
    present: str
    draft: str
    reasons: tuple[str, ...] = ()


class _Speaker(NamedTuple):
    catalogue: Catalogue
    locale: str

    def say(self, key: str, **params: object) -> str:
        return translate(f"confirming.{key}", self.locale, **params)

    def matters(self, codes: Iterable[str]) -> str:
        return listed([self.matter(code) for code in codes], self.locale)

    def matter(self, code: str) -> str:
        known = self.catalogue.matters.get(code)
        return known.name if known else code

    def subject(self, code: str) -> str:
        known = self.catalogue.subjects.get(code)
        return known.name if known else code


def element_words(element: Element, catalogue: Catalogue, locale: str) -> ElementWords:
    """Return an element in words."""
    speaker = _Speaker(catalogue, locale)
    tell = _TELLING[element.kind]
    sides = [
        speaker.say("absent") if side is None else tell(element, side, speaker)
        for side in (element.present, element.draft)
    ]
    title = _title(element, speaker)
    reasons = tuple(_reason(finding, speaker) for finding in element.reasons)
    return ElementWords(title, _about(element, speaker), sides[0], sides[1], reasons)


def _reason(finding: CaseFinding, speaker: _Speaker) -> str:
    """Return what cases say; a material from elsewhere has its own name."""
    params = dict(finding.params)
    if name := params.get("name"):
        known = speaker.catalogue.documents.get(name)
        params["name"] = known.name if known else name
    return speaker.say(f"reason.{finding.kind}", **params)


def _title(element: Element, speaker: _Speaker) -> str:
    side = element.draft if element.draft is not None else element.present
    if element.kind is ElementKind.FIELD:
        return speaker.say("title.field", label=next(iter(side["asked_by"].values()), ""))
    if element.kind is ElementKind.MATERIAL:
        return speaker.say("title.material", name=side["name"])
    if element.kind is ElementKind.BINDING:
        return speaker.say("title.binding", subject=speaker.subject(side["subject"]))
    name = speaker.matter(element.place)
    return speaker.say(f"title.{element.kind}", name=name)


def _about(element: Element, speaker: _Speaker) -> str:
    if element.kind is ElementKind.FIELD:
        refs = (element.draft or element.present)["asked_by"]
        n = len({ref.partition(".")[0] for ref in refs})
        subject = speaker.subject(element.place.partition("@")[2])
        return speaker.say("about.field", n=n, subject=subject)
    code = element.place.partition(":")[0]
    return f"{code} {speaker.matter(code.partition('.')[0])}"


def _matter(element: Element, side: Mapping[str, Any], speaker: _Speaker) -> str:
    conditions = [_CONDITION.validate_python(when) for when in side["when"]]
    if None in conditions:
        return speaker.say("always")
    sentences = [
        condition_in_words(condition, speaker.catalogue, speaker.locale)
        for condition in conditions
        if condition
    ]
    return translate("condition.any", speaker.locale).join(sentences)


def _field(element: Element, side: Mapping[str, Any], speaker: _Speaker) -> str:
    asked = [f"{ref} {label}" for ref, label in side["asked_by"].items()]
    return speaker.say("field", places=listed(asked, speaker.locale))


def _material(element: Element, side: Mapping[str, Any], speaker: _Speaker) -> str:
    if side["produced_by"]:
        return speaker.say("produced", matters=speaker.matters(side["produced_by"]))
    exemption = side["exemption"]
    named = f"“{exemption['name']}”" if exemption["name"] else ""
    return speaker.say(f"exempt.{exemption['by']}", name=named)


def _precedence(element: Element, side: Mapping[str, Any], speaker: _Speaker) -> str:
    sentences = [
        speaker.say(
            f"waits.{edge['binding']}.{edge['mode']}", matters=speaker.matters(edge["after"])
        )
        for edge in side["waits"]
    ]
    return listed(sentences, speaker.locale)


def _binding(element: Element, side: Mapping[str, Any], speaker: _Speaker) -> str:
    return speaker.say("binding", bound=speaker.subject(side["as"]))


_TELLING: Mapping[ElementKind, Callable[[Element, Mapping[str, Any], _Speaker], str]] = (
    MappingProxyType(
        {
            ElementKind.MATTER: _matter,
            ElementKind.FIELD: _field,
            ElementKind.MATERIAL: _material,
            ElementKind.PRECEDENCE: _precedence,
            ElementKind.BINDING: _binding,
        }
    )
)
