"""Hand in once: fold the materials of many matters into one set.

Compounds are split, of alternatives one is chosen, and what a matter in force
produces is passed on inside the house. Forms that the system fills in and
commitments are not materials to bring.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from itertools import product

from core.catalogue.models import ExemptionWay, MaterialRequirement
from core.materials.keys import DocumentKey
from core.materials.providers import FETCHING, Provider

_MAX_CHOICES = 50_000
_PROVIDERS = {way: Provider(way) for way in (None, *FETCHING)}


@dataclass(frozen=True, slots=True)
class MaterialUse:
    """One requirement of one matter, with its subjects bound.

    ``documents`` are all needed, or one of them if ``alternatives``; ``producers`` are
    the matters that produce them.
    """

    ref: str
    matter: str
    position: int
    requirement: MaterialRequirement
    documents: tuple[DocumentKey, ...]
    alternatives: bool
    producers: tuple[str, ...]
    legal_basis: tuple[str, ...]

    @property
    def deferrable(self) -> bool:
        """Say whether this matter takes the material later (容缺)."""
        return self.requirement.necessity == "deferrable"

    @property
    def fetched_by(self) -> ExemptionWay | None:
        """Return how the material is fetched instead of handed in, if it is."""
        exemption = self.requirement.exemption
        return exemption.by if exemption and exemption.by.kind.is_fetched else None


@dataclass(frozen=True, slots=True)
class MergedMaterial:
    """One material about one subject, and every requirement it meets.

    It may come later only if every matter that asks takes it later.
    """

    key: DocumentKey
    provided_by: Provider
    deferrable: bool
    uses: tuple[MaterialUse, ...]

    @property
    def asked_by(self) -> tuple[str, ...]:
        """Return the full names of the requirements this material meets, sorted."""
        return tuple(sorted(use.ref for use in self.uses))

    @property
    def is_produced(self) -> bool:
        """Say whether a matter of the same theme produces it."""
        return bool(self.provided_by.matter)


def merge_materials(uses: Iterable[MaterialUse], in_force: Set[str]) -> tuple[MergedMaterial, ...]:
    """Return every distinct material that the requirements come down to.

    Choices are made in the order of names, so that the order of matters decides only
    the order of materials (law 2).

    Args:
        uses: Requirements for evidence of the matters in force.
        in_force: Codes of the matters in force, which pass on what they produce.
    """
    ordered = sorted(uses, key=lambda use: use.ref)
    asked: dict[DocumentKey, list[MaterialUse]] = {}
    for use in ordered:
        for key in use.documents if not use.alternatives else ():
            asked.setdefault(key, []).append(use)
    producer_of = _producers(ordered, in_force, asked.keys())
    choosing = [use for use in ordered if use.alternatives and use.documents]
    needed = set(asked) | set(producer_of)
    for use, key in zip(choosing, _choose(choosing, needed), strict=True):
        asked.setdefault(key, []).append(use)
    merged = [_merged(key, uses, producer_of.get(key)) for key, uses in asked.items()]
    return tuple(sorted(merged, key=lambda material: (material.uses[0].position, material.key)))


def alternatives_to(material: MergedMaterial) -> tuple[DocumentKey, ...]:
    """Return the documents that do as well as this one, in the order they are written.

    Of alternatives one was chosen; whoever has another may give that, if every requirement that
    this material meets takes it.
    """
    if not all(use.alternatives for use in material.uses):
        return ()
    first, *others = (use.documents for use in material.uses)
    return tuple(key for key in first if all(key in documents for documents in others))


def _producers(
    uses: Iterable[MaterialUse], in_force: Set[str], asked: Set[DocumentKey]
) -> dict[DocumentKey, str]:
    """Return which matter in force produces which document, for whoever asks for it.

    Of alternatives a matter produces one, and nobody says which: it is taken to be one
    that no other requirement asks for by name, so that nothing is left out by a guess.
    """
    by_name: dict[DocumentKey, str] = {}
    guessed: dict[DocumentKey, str] = {}
    for use in sorted(uses, key=lambda use: use.alternatives):
        producer = next((code for code in use.producers if code in in_force), None)
        if producer is None:
            continue
        if not use.alternatives:
            by_name = dict.fromkeys(use.documents, producer) | by_name
        elif not by_name.keys() & set(use.documents):
            free = [key for key in use.documents if key not in asked]
            guessed = dict.fromkeys(free[:1], producer) | guessed
    return guessed | by_name


def _choose(choosing: list[MaterialUse], needed: Set[DocumentKey]) -> list[DocumentKey]:
    """Choose one document for each requirement, adding as few materials as possible.

    One that is needed anyway costs nothing; the choices left are searched for the
    fewest materials, in the order the alternatives are written.
    """
    chosen = [next((key for key in use.documents if key in needed), None) for use in choosing]
    undecided = (use for use, key in zip(choosing, chosen, strict=True) if key is None)
    left = list(dict.fromkeys(use.documents for use in undecided))
    fewest = _fewest(left)
    return [
        key or next(document for document in use.documents if document in fewest)
        for use, key in zip(choosing, chosen, strict=True)
    ]


def _fewest(alternatives: list[tuple[DocumentKey, ...]]) -> frozenset[DocumentKey]:
    """Return a smallest set that meets every list of alternatives (hitting set)."""
    number = 1
    for documents in alternatives:
        number *= len(documents)
    if number > _MAX_CHOICES:
        return _greedy(alternatives)
    return min(map(frozenset, product(*alternatives)), key=len)


def _greedy(alternatives: list[tuple[DocumentKey, ...]]) -> frozenset[DocumentKey]:
    left, chosen = list(alternatives), set()
    while left:
        every = list(dict.fromkeys(key for documents in left for key in documents))
        best = max(every, key=lambda key: sum(key in documents for documents in left))
        chosen.add(best)
        left = [documents for documents in left if best not in documents]
    return frozenset(chosen)


def _merged(key: DocumentKey, uses: list[MaterialUse], producer: str | None) -> MergedMaterial:
    fetched = {use.fetched_by for use in uses}
    way = next((way for way in FETCHING if way in fetched), None)
    provided_by = Provider(matter=producer) if producer else _PROVIDERS[way]
    deferrable = all(use.deferrable for use in uses)
    in_order = tuple(sorted(uses, key=lambda use: use.position))
    return MergedMaterial(key, provided_by, deferrable, in_order)
