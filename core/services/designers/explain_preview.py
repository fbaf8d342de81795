"""Say of every question and paper of a preview who asks for it, and on what basis."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import Answer, Condition, MaterialKind, Question
from core.forms.models import FieldUse
from core.i18n import DEFAULT_LOCALE, listed
from core.materials.merging import MaterialUse, MergedMaterial
from core.services.designers.preview_theme import ThemePreview
from core.themes.condition_words import condition_in_words
from core.themes.guides import Guide
from core.themes.reasons import explain_matters, explanation_text

_NONE = "—"
_MUTE_ANSWERS = frozenset({"是", "否", "有", "无", _NONE})


@dataclass(frozen=True, slots=True)
class Asker:
    """One matter that asks: with its own words, and the articles it stands on."""

    ref: str
    matter: str
    department: str
    words: str
    legal_basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One question of the merged form; ``source`` says who gives its value."""

    label: str
    source: str
    askers: tuple[Asker, ...]

    @property
    def is_merged(self) -> bool:
        """Say whether several places ask it."""
        return len(self.askers) > 1


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """One paper; ``provided_by`` is a way, and ``producer`` the matter that issues it."""

    name: str
    subject: str
    provided_by: str
    producer: str
    deferrable: bool
    askers: tuple[Asker, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one matter is in force, out or undecided, in a sentence."""

    matter: str
    name: str
    truth: bool | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A preview in rows: merged questions first, then those that one place asks."""

    merged: tuple[FieldRow, ...]
    single: tuple[FieldRow, ...]
    papers: tuple[MaterialRow, ...]
    made_here: tuple[Asker, ...]


def explain_preview(preview: ThemePreview) -> Explanation:
    """Return the rows of a preview; none while its matters are still being catalogued."""
    guide = preview.guide
    if guide is None:
        return Explanation((), (), (), ())
    namer = _Namer(preview.catalogue)
    rows = [
        FieldRow(merged.label, guide.sources[merged.key].value, namer.field_askers(merged.uses))
        for merged in guide.form
    ]
    merged = [row for row in rows if row.is_merged]
    return Explanation(
        merged=tuple(sorted(merged, key=lambda row: -len(row.askers))),
        single=tuple(row for row in rows if not row.is_merged),
        papers=tuple(map(namer.paper, guide.materials)),
        made_here=_made_here(guide, namer),
    )


def _made_here(guide: Guide, namer: "_Namer") -> tuple[Asker, ...]:
    """Return the forms that the system fills in and the commitments to sign."""
    return tuple(
        namer.material_asker(use)
        for use in guide.requirements
        if use.requirement.kind is not MaterialKind.EVIDENCE
    )


def reasons_of(preview: ThemePreview, locale: str = DEFAULT_LOCALE) -> tuple[Reason, ...]:
    """Return why each matter is as it is in the situation of a preview, those in force first."""
    plan = preview.plan
    answers = {question.id: answer for question, answer in preview.situation}
    found = [
        Reason(matter.item.ref, matter.name, matter.truth, explanation_text(matter, plan, locale))
        for matter in explain_matters(plan, answers)
    ]
    return tuple(sorted(found, key=lambda why: (why.truth is not True, why.truth is None)))


def answers_in_words(
    situation: Iterable[tuple[Question, Answer]], locale: str = DEFAULT_LOCALE
) -> tuple[tuple[str, str], ...]:
    """Return question and answer as sentences; none of several is a dash."""
    return tuple(
        (question.text, _answer_text(question, answer, locale)) for question, answer in situation
    )


def telling_answers(answers: Iterable[tuple[str, str]], most: int = 3) -> tuple[str, ...]:
    """Return the first answers that mean something without their question.

    Examples:
        >>> telling_answers([("A?", "个体工商户"), ("B?", "否"), ("C?", "60 平方米")])
        ('个体工商户', '60 平方米')
    """
    return tuple(answer for _, answer in answers if answer not in _MUTE_ANSWERS)[:most]


def _answer_text(question: Question, answer: Answer, locale: str) -> str:
    if isinstance(answer, tuple):
        return listed(answer, locale) or _NONE
    return f"{answer} {question.unit}".strip()


class _Namer:
    """Looks up the names behind codes."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def field_askers(self, uses: Iterable[FieldUse]) -> tuple[Asker, ...]:
        ordered = sorted(uses, key=lambda use: use.position)
        return tuple(
            Asker(use.ref, *self._matter(use.matter), use.label, use.legal_basis) for use in ordered
        )

    def paper(self, material: MergedMaterial) -> MaterialRow:
        producer = material.provided_by.matter
        return MaterialRow(
            name=self._catalogue.document_name(material.key.document),
            subject=self._catalogue.subject_name(material.key.subject),
            provided_by=material.provided_by.kind,
            producer=self._matter(producer)[0] if producer else "",
            deferrable=material.deferrable,
            askers=tuple(map(self.material_asker, material.uses)),
        )

    def material_asker(self, use: MaterialUse) -> Asker:
        own = (use.requirement.basis,) if use.requirement.basis else use.legal_basis
        return Asker(use.ref, *self._matter(use.matter), use.requirement.name, own)

    def _matter(self, code: str) -> tuple[str, str]:
        return self._catalogue.matter_name(code), self._catalogue.office_name(code)


def condition_words(catalogue: Catalogue, condition: Condition, locale: str) -> str:
    """Return a condition of a draft in words."""
    return condition_in_words(condition, catalogue, locale)
