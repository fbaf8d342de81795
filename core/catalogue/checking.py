"""Look over a catalogue as a whole: references, options, types, and what is still missing.

The rules are those of ``theme verify`` that need no situations, so that a theme in the
making is told early. Nothing is refused here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from core.catalogue.catalogue import Catalogue
from core.catalogue.charge_checks import check_charge
from core.catalogue.derivation_checks import check_derivations
from core.catalogue.findings import Finding, error
from core.catalogue.knowable import check_knowable
from core.catalogue.mapping_checks import check_mappings
from core.catalogue.models import (
    Matter,
    Question,
    QuestionKind,
    Theme,
    comparisons_in,
)
from core.catalogue.packages import Package
from core.catalogue.question_links import check_links
from core.catalogue.references import Path, References
from core.catalogue.spoken_checks import check_spoken_words, check_worded
from core.catalogue.subject_checks import check_fixed_values, check_parties, check_subjects
from core.catalogue.translation_checks import check_translation
from core.catalogue.validity import (
    LawIndex,
    bases_repealed,
    matters_not_valid,
    themes_by_matter,
)


@dataclass(frozen=True, slots=True)
class Report:
    """What a catalogue holds, and everything found in it, refusals first."""

    matters: int
    themes: int
    fields: int
    materials: int
    findings: tuple[Finding, ...]


Checked = tuple[tuple[str, str], Iterable[tuple[Path, Finding]]]
"""What was found in one file, by the key of its source, each at its path in it."""


def check_package(
    package: Package, more: Iterable[Checked] = (), *, on: date | None = None
) -> Report:
    """Return what a catalogue holds and what is wrong with it, with ``more`` that was found.

    Fields are counted as entries: a table counts its columns. Without a day, ``on``, nothing is
    said of what is valid from when until when.
    """
    catalogue = package.catalogue
    return Report(
        matters=len(catalogue.matters),
        themes=len(catalogue.themes),
        fields=sum(1 for matter in catalogue.matters.values() for _ in matter.entries()),
        materials=sum(len(matter.materials) for matter in catalogue.matters.values()),
        findings=(*package.refusals, *_placed(package, (*more, *_dated(catalogue, on)))),
    )


def _placed(package: Package, more: Iterable[Checked]) -> Iterator[Finding]:
    """Check every matter and theme, and add file and line to what is found."""
    catalogue = package.catalogue
    found = [
        *((("matters", m.code), check_matter(m, catalogue)) for m in catalogue.matters.values()),
        *((("matters", m.code), check_charge(m, catalogue)) for m in catalogue.matters.values()),
        *((("matters", m.code), check_knowable(m, catalogue)) for m in catalogue.matters.values()),
        *((("themes", t.code), check_theme(t, catalogue)) for t in catalogue.themes.values()),
        (("list", "questions.yaml"), check_questions(catalogue)),
        (("list", "questions.yaml"), check_links(catalogue)),
        (("list", "questions.yaml"), check_spoken_words(catalogue)),
        (("list", "documents.yaml"), check_documents(catalogue)),
        (("list", "subjects.yaml"), check_subjects(catalogue)),
        (("list", "licences.yaml"), check_licences(catalogue)),
        (("list", "elements.yaml"), check_derivations(catalogue)),
        (("list", "mappings.yaml"), check_mappings(catalogue)),
        (("list", "parties.yaml"), check_parties(catalogue)),
        *(
            (("translations", t.code), check_translation(t, catalogue))
            for t in catalogue.translations.values()
        ),
        *more,
    ]
    for key, findings in found:
        for path, finding in findings:
            source = package.sources[key]
            yield replace(finding, file=source.file, line=source.line_of(*path))


def _dated(catalogue: Catalogue, on: date | None) -> Iterator[Checked]:
    if on is None:
        return
    laws, used = LawIndex(catalogue.laws.values()), themes_by_matter(catalogue.themes.values())
    for matter in catalogue.matters.values():
        themes = used.get(matter.code, ())
        yield ("matters", matter.code), bases_repealed(matter, laws, on, themes)
    for theme in catalogue.themes.values():
        yield ("themes", theme.code), matters_not_valid(theme, catalogue.matters, on)


def check_questions(catalogue: Catalogue) -> Iterator[tuple[Path, Finding]]:
    """Yield which questions fill in a field that cannot be."""
    look = References(catalogue)
    for number, question in enumerate(catalogue.questions.values()):
        for link in question.links:
            is_plain = link.field == question.answers
            path: Path = ("questions", number, "answers" if is_plain else "also_answers")
            yield from look.reference(
                path, question.id, "element", link.key.element, catalogue.elements
            )
            yield from look.subject(path, question.id, link.key.subject)
        yield from _check_bounds(number, question)


def _check_bounds(number: int, question: Question) -> Iterator[tuple[Path, Finding]]:
    """Yield whether no number lies within the bounds of a question, or it asks for none."""
    low, high = question.minimum, question.maximum
    path: Path = ("questions", number, "maximum" if low is None else "minimum")
    if question.kind is not QuestionKind.NUMBER and (low, high) != (None, None):
        yield path, error("bounds-of-no-number", question.id, place=question.id)
    elif low is not None and high is not None and low > high:
        bounds = {"minimum": f"{low:.15g}", "maximum": f"{high:.15g}"}
        yield path, error("bounds-crossed", question.id, place=question.id, **bounds)


def check_documents(catalogue: Catalogue) -> Iterator[tuple[Path, Finding]]:
    """Yield which documents are signed by somebody who does not exist."""
    look = References(catalogue)
    for number, document in enumerate(catalogue.documents.values()):
        if document.signed_by is not None:
            path: Path = ("documents", number, "signed_by")
            yield from look.subject(path, document.id, document.signed_by)


def check_licences(catalogue: Catalogue) -> Iterator[tuple[Path, Finding]]:
    """Yield which licences carry, or are looked up by, what does not exist."""
    look = References(catalogue)
    for number, licence in enumerate(catalogue.licences.values()):
        for place, code in enumerate(licence.carries):
            path: Path = ("licences", number, "carries", place)
            yield from look.reference(path, licence.name, "element", code, catalogue.elements)
        for place, name in enumerate(licence.looked_up_by):
            path = ("licences", number, "looked_up_by", place)
            element, _, subject = name.partition("@")
            yield from look.reference(path, licence.name, "element", element, catalogue.elements)
            yield from look.reference(path, licence.name, "subject", subject, catalogue.subjects)


def check_matter(matter: Matter, catalogue: Catalogue) -> Iterator[tuple[Path, Finding]]:
    """Yield what is wrong with one matter, and where in its file."""
    look = References(catalogue)
    yield from look.reference(
        ("department",), matter.code, "department", matter.department, catalogue.departments
    )
    named = {"requires": matter.requires, "replaced_by": matter.replaced_by}
    for name, index, code in ((n, i, c) for n, codes in named.items() for i, c in enumerate(codes)):
        yield from look.reference((name, index), matter.code, "matter", code, catalogue.matters)
    yield from look.condition(("applies_when",), matter.code, matter.applies_when)
    yield from look.condition(("already_when",), matter.code, matter.already_when)
    for number, field in enumerate(matter.fields):
        path: Path = ("fields", number)
        yield from look.condition((*path, "when"), f"{matter.code}.{field.id}", field.when)
        for position, entry in enumerate(field.entries()):
            is_column = entry is not field
            place = (*path, "columns", position) if is_column else path
            name = f"{matter.code}.{field.id}" + (f".{entry.id}" if is_column else "")
            yield from look.entry(place, name, entry)
            if is_column:
                yield from look.condition((*place, "when"), name, entry.when)
    for number, material in enumerate(matter.materials):
        name = f"{matter.code}.{material.id}"
        yield from look.material(("materials", number), name, material)


def check_theme(theme: Theme, catalogue: Catalogue) -> Iterator[tuple[Path, Finding]]:
    """Yield what is wrong with one theme without trying situations, and where."""
    look = References(catalogue)
    if theme.lead_department is not None:
        yield from look.reference(
            ("lead_department",),
            theme.code,
            "department",
            theme.lead_department,
            catalogue.departments,
        )
    yield from _check_questions(theme, look)
    yield from check_worded(theme, catalogue)
    yield from _check_answers(theme, look)
    yield from check_fixed_values(theme, catalogue)
    yield from _check_matters(theme, look)
    for number, binding in enumerate(theme.subject_bindings):
        path: Path = ("subject_bindings", number)
        yield from look.reference(path, theme.code, "matter", binding.matter, catalogue.matters)
        yield from look.subject(path, theme.code, binding.subject)
        yield from look.subject(path, theme.code, binding.bound_as)


def _check_questions(theme: Theme, look: "References") -> Iterator[tuple[Path, Finding]]:
    order = [asked.question for asked in theme.questions]
    for number, asked in enumerate(theme.questions):
        path: Path = ("questions", number)
        at = f"{theme.code}.{asked.question}"
        known = look.catalogue.questions
        yield from look.reference(path, at, "question", asked.question, known)
        if asked.question in order[:number]:
            yield path, error("duplicate-question", at, question=asked.question)
        yield from look.condition((*path, "ask_when"), at, asked.ask_when)
        for comparison in comparisons_in(asked.ask_when):
            later = comparison.question in order and comparison.question not in order[:number]
            if later and comparison.question not in theme.fixed_answers:
                params = {"question": asked.question, "later": comparison.question}
                yield (*path, "ask_when"), error("question-asked-too-late", at, **params)


def _check_answers(theme: Theme, look: "References") -> Iterator[tuple[Path, Finding]]:
    """Look whether the answers that come with a theme can still be given."""
    for name, answers in (
        ("fixed_answers", theme.fixed_answers),
        ("typical_answers", theme.typical_answers),
    ):
        for code, answer in answers.items():
            yield from look.answer((name, code), theme.code, code, answer)


def _check_matters(theme: Theme, look: "References") -> Iterator[tuple[Path, Finding]]:
    known = look.catalogue.matters
    order = [included.matter for included in theme.matters]
    for number, included in enumerate(theme.matters):
        path: Path = ("matters", number)
        at = f"{theme.code}.{included.matter}"
        yield from look.reference(path, at, "matter", included.matter, known)
        if included.matter in order[:number]:
            yield path, error("duplicate-matter", at, matter=included.matter)
        yield from look.condition((*path, "when"), at, included.when)
    for number, edge in enumerate(theme.precedence):
        path = ("precedence", number)
        for code in (edge.matter, *edge.after):
            yield from look.reference(path, theme.code, "matter", code, known)
