"""Say the places of a theme and what stands there, so that two versions can be compared."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import AskedQuestion, IncludedMatter, Precedence
from core.i18n import listed, translate
from core.themes.condition_words import condition_in_words
from core.themes.editing.named_parts import ABSENT, PlaceChange, ThemePlace


@dataclass(frozen=True)
class MergeWords:
    """Says places and values in the reader's language."""

    catalogue: Catalogue
    locale: str

    def phrase(self, key: str, **params: object) -> str:
        """Return a message of merging."""
        return translate(f"designer.merge.{key}", self.locale, **params)

    def change(self, change: PlaceChange) -> str:
        """Return in one line what was done to a place."""
        done = "changed"
        if change.before is ABSENT and change.place.name:
            done = "added"
        elif change.after is ABSENT and change.place.name:
            done = "removed"
        return self.phrase(done, place=self.place(change.place))

    def place(self, place: ThemePlace) -> str:
        """Return what a place is called."""
        part = translate(f"designer.part.{place.part}", self.locale)
        if place.name:
            return self.phrase("place", part=part, name=self._name(place))
        return self.phrase("order", part=part) if place.part in ("matters", "questions") else part

    def value(self, place: ThemePlace, value: Any) -> str:
        """Return what stands at a place, as one sentence."""
        if value is ABSENT or value is None or value in ([], "", {}):
            return self.phrase("nothing")
        if place.part in _SAID_BY and isinstance(value[0], Mapping):
            tell = _SAID_BY[place.part]
            return self._joined(tell(self, entry) for entry in value)
        if place.part in ("matters", "questions"):
            return " → ".join(self._called(code) for code in value)
        return self._plain(value)

    def _name(self, place: ThemePlace) -> str:
        first, _, rest = place.name.partition(" ")
        if place.part == "subject_bindings":
            return f"{self._called(first)} · {self._subject(rest)}"
        if place.part == "fixed_values":
            return self._field(place.name)
        if place.part in ("target", "baseline", "asking"):
            return self.phrase(f"name.{place.name}")
        return (
            place.name if place.part == "saved_situations" else self._called(place.name).strip("“”")
        )

    def _called(self, code: str) -> str:
        if code in self.catalogue.matters:
            return self.catalogue.matters[code].name
        if code in self.catalogue.questions:
            return f"“{self.catalogue.questions[code].text}”"
        return code

    def _field(self, key: str) -> str:
        element, _, subject = key.partition("@")
        known = self.catalogue.elements.get(element)
        return f"{known.name if known else element} · {self._subject(subject)}"

    def _subject(self, code: str) -> str:
        known = self.catalogue.subjects.get(code)
        return known.name if known else code

    def _condition(self, when: Any) -> str:
        return condition_in_words(when, self.catalogue, self.locale)

    def _matter(self, entry: Mapping[str, Any]) -> str:
        when = IncludedMatter.model_validate(entry).when
        return (
            self.phrase("always_done")
            if when is None
            else self.phrase("done_if", condition=self._condition(when))
        )

    def _question(self, entry: Mapping[str, Any]) -> str:
        asked = AskedQuestion.model_validate(entry)
        said = (
            self.phrase("always_asked")
            if asked.ask_when is None
            else self.phrase("asked_if", condition=self._condition(asked.ask_when))
        )
        own = {name: text for name, text in entry.items() if name not in ("question", "ask_when")}
        return self._joined([said, *map(self._plain, own.values())])

    def _edge(self, entry: Mapping[str, Any]) -> str:
        edge = Precedence.model_validate(entry)
        earlier = listed([self._called(code) for code in edge.after], self.locale)
        words = f"waits.{edge.mode}.{edge.binding}"
        return self.phrase(words, matter=self._called(edge.matter), earlier=earlier)

    def _binding(self, entry: Mapping[str, Any]) -> str:
        return self._subject(str(entry["as"]))

    def _joined(self, sentences: Iterable[str]) -> str:
        return self.phrase("between").join(sentences)

    def _plain(self, value: Any) -> str:
        if isinstance(value, Mapping):
            return self._joined(map(self._plain, value.values()))
        if isinstance(value, list):
            return self._joined(map(self._plain, value))
        return str(value)


_SAID_BY: Mapping[str, Callable[[MergeWords, Mapping[str, Any]], str]] = {
    "matters": MergeWords._matter,
    "questions": MergeWords._question,
    "precedence": MergeWords._edge,
    "subject_bindings": MergeWords._binding,
}
