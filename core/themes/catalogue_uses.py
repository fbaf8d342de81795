"""What a theme reaches of the catalogue: the index from matters to all that depends on them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Condition, DocumentAbout, Matter, Theme, comparisons_in


@dataclass(frozen=True, slots=True)
class MatterUses:
    """The codes of what one matter uses, kind by kind."""

    documents: frozenset[str]
    elements: frozenset[str]
    questions: frozenset[str]
    subjects: frozenset[str]


class CatalogueUses:
    """What themes reach of one catalogue; what a matter uses is looked up once for all of them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._of_matter = cache(self._look_up)
        self._only_already = cache(self._already_only)

    def of(self, theme: Theme) -> dict[str, tuple[str, ...]]:
        """Return the codes of everything a theme reaches, kind by kind, in the catalogue's order.

        Licences, departments and standards are small and are kept whole.
        """
        catalogue = self.catalogue
        codes = {included.matter for included in theme.matters}
        uses = [self._of_matter(code) for code in codes if code in catalogue.matters]
        bound = {binding.bound_as for binding in theme.subject_bindings}
        used = {
            "documents": set[str]().union(*(matter.documents for matter in uses)),
            "elements": self._derived.union(*(matter.elements for matter in uses)),
            "questions": self._questions(theme).union(*(matter.questions for matter in uses)),
            "subjects": bound.union(*(matter.subjects for matter in uses)),
            "matters": codes,
        }
        return {
            "departments": tuple(catalogue.departments),
            "licences": tuple(catalogue.licences),
            **{name: self._in_order(name, of_kind) for name, of_kind in used.items()},
        }

    def required_elsewhere(self, theme: Theme) -> tuple[Matter, ...]:
        """Return what the proof looks at of required matters that the theme does not have.

        Of those it asks only in which answers their result is there already.
        """
        matters = self.catalogue.matters
        included = dict.fromkeys(inclusion.matter for inclusion in theme.matters)
        known = [matters[code] for code in included if code in matters]
        required = dict.fromkeys(code for matter in known for code in matter.requires)
        elsewhere = [code for code in required if code not in included and code in matters]
        return tuple(
            self._only_already(code) for code in elsewhere if matters[code].already_when is not None
        )

    def _already_only(self, code: str) -> Matter:
        matter = self.catalogue.matters[code]
        return Matter(
            format=1,
            code=code,
            name=matter.name,
            department=matter.department,
            committed_days=matter.committed_days,
            already_when=matter.already_when,
        )

    def _look_up(self, code: str) -> MatterUses:
        matter = self.catalogue.matters[code]
        entries = [entry for _, _, entry in matter.entries()]
        documents = [d for material in matter.materials for d in material.documents()]
        subjects = {str(entry.subject) for entry in entries}
        if matter.charge is not None and matter.charge.payer is not None:
            subjects.add(matter.charge.payer)
        return MatterUses(
            documents=frozenset(document.document for document in documents),
            elements=frozenset(str(entry.element) for entry in entries),
            questions=frozenset(_questions_in(_conditions_of(matter))),
            subjects=frozenset(subjects)
            | {str(document.subject) for document in documents}
            | self._signers_of(documents),
        )

    def _signers_of(self, documents: Iterable[DocumentAbout]) -> set[str]:
        known = (self.catalogue.documents.get(document.document) for document in documents)
        return {document.signed_by for document in known if document and document.signed_by}

    def _questions(self, theme: Theme) -> set[str]:
        """Return the questions that the theme itself asks, answers or looks at."""
        asked = {question.question for question in theme.questions}
        conditions = [included.when for included in theme.matters]
        conditions += [question.ask_when for question in theme.questions]
        conditions += [matter.already_when for matter in self.required_elsewhere(theme)]
        return asked.union(theme.fixed_answers, _questions_in(conditions))

    @cached_property
    def _derived(self) -> frozenset[str]:
        """Return the elements that rules of deriving read or write, whichever theme it is."""
        rules = self.catalogue.derivations
        derived = " ".join(f"{rule.target} {rule.source}" for rule in rules)
        return frozenset(code for code in self.catalogue.elements if f"{code}@" in derived)

    @cached_property
    def _places(self) -> Mapping[str, Mapping[str, int]]:
        kinds = ("documents", "elements", "questions", "subjects", "matters")
        return {
            kind: {code: place for place, code in enumerate(getattr(self.catalogue, kind))}
            for kind in kinds
        }

    def _in_order(self, kind: str, codes: Iterable[str]) -> tuple[str, ...]:
        places = self._places[kind]
        return tuple(sorted((code for code in codes if code in places), key=places.__getitem__))


def _conditions_of(matter: Matter) -> Iterator[Condition | None]:
    yield from (matter.applies_when, matter.already_when)
    if matter.charge is not None:
        yield from (waiver.when for waiver in matter.charge.waivers)
    yield from (material.when for material in matter.materials)
    for _, field, entry in matter.entries():
        yield from (field.when, entry.when)


def _questions_in(conditions: Iterable[Condition | None]) -> Iterator[str]:
    for condition in conditions:
        yield from (comparison.question for comparison in comparisons_in(condition))
