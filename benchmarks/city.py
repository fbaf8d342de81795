"""A city's library: 2,356 themes over 3,000 matters and 800 elements, made from the shipped ones.

Every matter and theme is a variation of a real one, for a district of its own: the same
conditions, precedence and materials, some fields left out, some elements of the district's own.
A theme leaves some matters out and takes others from another district. The seed says which. Run
with ``python -m benchmarks.city``; ``--write FOLDER`` writes the library as a catalogue directory.
"""

import argparse
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import yaml

from building.verifying import proved_themes
from core.catalogue.catalogue import Catalogue
from core.catalogue.models import DataElement, Matter, Part, Theme
from core.catalogue.packages import read_package
from core.catalogue.searching import SearchIndex, matter_entries
from core.services.queries.compare_versions import impact_of
from core.services.queries.verify_library import ThemeProof

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "assets" / "catalogue"
SEED = 20261130
MATTERS, THEMES, ELEMENTS = 3_000, 2_356, 800
LEFT_OUT, FROM_ELSEWHERE, FIELD_LEFT_OUT = 0.1, 0.05, 0.1
LOOKED_FOR = ("营业执照", "spjyxk", "消防 检查", "面积", "SCJG-02", "第九条", "xyz")


def plain(part: Part) -> dict[str, Any]:
    """Return a part as it stands in a file."""
    return part.model_dump(mode="json", by_alias=True, exclude_unset=True)


def replaced(value: Any, names: Mapping[str, str]) -> Any:
    """Return plain data with every code that ``names`` has replaced."""
    if isinstance(value, dict):
        return {names.get(key, key): replaced(part, names) for key, part in value.items()}
    if isinstance(value, list):
        return [replaced(part, names) for part in value]
    return names.get(value, value) if isinstance(value, str) else value


class City:
    """Makes a library of the size of a city's."""

    def __init__(self, given: Catalogue, seed: int = SEED) -> None:
        self._random = Random(seed)
        self._given = given
        self._districts = -(-MATTERS // len(given.matters))

    def catalogue(self) -> Catalogue:
        """Return the library; the same for the same seed."""
        elements = dict(self._elements())
        matters = dict(self._matters(elements))
        catalogue = replace(
            self._given,
            elements=elements,
            matters=matters,
            themes={},
            translations={},
        )
        return replace(catalogue, themes=dict(self._themes(matters)))

    def _elements(self) -> Iterator[tuple[str, DataElement]]:
        yield from self._given.elements.items()
        for place, (code, element) in enumerate(self._given.elements.items()):
            if len(self._given.elements) + place == ELEMENTS:
                return
            own = f"{code}_own"
            yield own, element.model_copy(update={"id": own, "name": f"{element.name}（区）"})

    def _matters(self, elements: Mapping[str, DataElement]) -> Iterator[tuple[str, Matter]]:
        made = 0
        for district in range(self._districts):
            names = {code: in_district(code, district) for code in self._given.matters}
            for code, matter in self._given.matters.items():
                if made == MATTERS:
                    return
                made += 1
                document = replaced(plain(matter), names)
                document["name"] = f"{matter.name}（{district}区）" if district else matter.name
                document["fields"] = list(self._fields(document["fields"], elements, district))
                yield names[code], Matter.model_validate(document)

    def _fields(
        self, fields: list[dict[str, Any]], elements: Mapping[str, DataElement], district: int
    ) -> Iterator[dict[str, Any]]:
        for field in fields:
            own = f"{field.get('element')}_own"
            if district and not field.get("required") and self._chance(FIELD_LEFT_OUT):
                continue
            is_own = own in elements and district % 4 == 3
            yield {**field, "element": own} if is_own else field

    def _themes(self, matters: Mapping[str, Matter]) -> Iterator[tuple[str, Theme]]:
        templates = list(self._given.themes.values())
        for place in range(THEMES):
            template = templates[place % len(templates)]
            district = place // len(templates) % self._districts
            code = f"C{place:04}"
            document = self._theme(plain(template), district, matters)
            yield code, Theme.model_validate({**document, "code": code})

    def _theme(
        self, document: dict[str, Any], district: int, matters: Mapping[str, Matter]
    ) -> dict[str, Any]:
        mine = list(dict.fromkeys(inclusion["matter"] for inclusion in document["matters"]))
        left_out = {code for code in mine[1:] if self._chance(LEFT_OUT)}
        names = {code: self._chosen(code, district, matters) for code in mine}
        return {
            **replaced(without(document, left_out), names),
            "name": f"{document['name']}（{district}区第{self._random.randrange(10_000)}号）",
        }

    def _chosen(self, code: str, district: int, matters: Mapping[str, Matter]) -> str:
        if self._chance(FROM_ELSEWHERE):
            district = self._random.randrange(self._districts)
        name = in_district(code, district)
        return name if name in matters else code

    def _chance(self, share: float) -> bool:
        return self._random.random() < share


def in_district(code: str, district: int) -> str:
    """Return the code of a matter in a district; the first has the codes of the shipped ones."""
    return f"{code}-{district:02}" if district else code


def without(document: dict[str, Any], left_out: set[str]) -> dict[str, Any]:
    """Return a theme without some matters, and without what names them."""

    def names(part: Mapping[str, Any]) -> bool:
        named = {part.get("matter"), *part.get("after", ())}
        return not left_out.isdisjoint(named)

    kept = dict(document)
    for name in ("matters", "precedence", "subject_bindings"):
        if name in document:
            kept[name] = [part for part in document[name] if not names(part)]
    return kept


def seconds_of(work: Callable[[], object]) -> float:
    """Return how long work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure_searching(city: Catalogue) -> None:
    """Print how long the index takes, and searches in it."""
    start = time.perf_counter()
    index = SearchIndex(matter_entries(city))
    print(
        f"search index of {len(city.matters):,} matters made in {time.perf_counter() - start:.2f} s"
    )
    for words in LOOKED_FOR:
        seconds = seconds_of(lambda words=words: index.find(words))  # type: ignore[misc]
        print(f"  {words}: {len(index.find(words)):,} found in {seconds * 1000:.0f} ms")


def measure_impact(city: Catalogue) -> None:
    """Print who uses the matter that most themes have, and how long that takes to tell."""
    used: dict[str, int] = {}
    for theme in city.themes.values():
        for code in {matter.matter for matter in theme.matters}:
            used[code] = used.get(code, 0) + 1
    for name, code in (("most used", max(used, key=used.__getitem__)), ("usual", median_of(used))):
        start = time.perf_counter()
        found = impact_of(code, city, {})
        seconds = time.perf_counter() - start
        print(f"impact of the {name} matter {code}: {len(found.reaches)} themes, {seconds:.2f} s")


def median_of(used: Mapping[str, int]) -> str:
    """Return a matter that is used as often as half of them at most."""
    return sorted(used, key=used.__getitem__)[len(used) // 2]


def prove_all(city: Catalogue, known: Mapping[str, str]) -> list[ThemeProof]:
    """Prove what is not known, over all processors."""
    return list(proved_themes(city, known))


def measure_proving(city: Catalogue) -> None:
    """Print how long all proofs take from cold, and those that a changed matter touches."""
    start = time.perf_counter()
    proofs = prove_all(city, {})
    seconds = time.perf_counter() - start
    errors = sum(bool(proof.verification and proof.verification.errors) for proof in proofs)
    own = sum(proof.seconds for proof in proofs)
    print(f"all {len(proofs):,} themes verified from cold in {seconds:.0f} s, of which proofs")
    print(f"  {own:.0f} s by all processes; {errors} themes have errors")
    changed = city.matters["SCJG-01-01"]
    matter = changed.model_copy(update={"committed_days": 9})
    after = replace(city, matters={**city.matters, matter.code: matter})
    known = {proof.theme: proof.checksum for proof in proofs}
    start = time.perf_counter()
    again = [proof for proof in prove_all(after, known) if proof.verification]
    print(f"after a change of one matter {len(again)} verified again, in all", end=" ")
    print(f"{time.perf_counter() - start:.0f} s")


def write(city: Catalogue, folder: Path) -> None:
    """Write the library as a catalogue directory, beside copies of the shipped lists."""
    for name in SHIPPED.glob("*.yaml"):
        (folder / name.name).write_bytes(name.read_bytes())
    elements = yaml.safe_load((SHIPPED / "elements.yaml").read_text("utf-8"))
    elements["elements"] = [plain(element) for element in city.elements.values()]
    dump(elements, folder / "elements.yaml")
    for kind in ("matters", "themes"):
        (folder / kind).mkdir(exist_ok=True)
        for code, part in getattr(city, kind).items():
            dump(plain(part), folder / kind / f"{code}.yaml")


def dump(document: Mapping[str, Any], file: Path) -> None:
    """Write a file as the catalogue's are written."""
    text = yaml.dump(document, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    file.write_text(text, "utf-8")


def main() -> None:
    """Make the city, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, help="write the library there, and measure nothing")
    folder = parser.parse_args().write
    city = City(read_package(SHIPPED).catalogue).catalogue()
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        write(city, folder)
        return
    print(f"{len(city.themes):,} themes, {len(city.matters):,} matters", end=", ")
    print(f"{len(city.elements):,} elements")
    measure_searching(city)
    measure_impact(city)
    measure_proving(city)


if __name__ == "__main__":
    main()
