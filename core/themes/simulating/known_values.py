"""Where the theme, an answer, the clock or an office tells a value, in very many situations."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from core.catalogue.models import AnswerLink, FieldKey, Question
from core.forms.answered import FieldAnswer
from core.forms.code_mappings import Wordings
from core.forms.known_values import KnownValue, answer_known, decided_known, is_written
from core.forms.merging import finest_type
from core.forms.models import FieldUse
from core.situations.engines.packed_columns import PackedColumn
from core.situations.engines.situation_columns import SituationColumns
from core.themes.plans import ThemePlan

Known = dict[FieldKey, list[PackedColumn]]


@dataclass(frozen=True)
class _Asking:
    """The places that ask for one key, and where each of them stands."""

    columns: SituationColumns
    uses: tuple[FieldUse, ...]
    stands: tuple[PackedColumn, ...]
    wordings: Wordings

    def where_written(self, known: KnownValue) -> PackedColumn:
        """Return where no place stands whose office cannot write a value."""
        return self.where_only(
            is_written(use, known.own_words.get(use.ref, known.value), self.wordings)
            for use in self.uses
        )

    def where_only(self, suits: Iterator[bool]) -> PackedColumn:
        """Return where no place stands that does not suit."""
        algebra = self.columns.algebra
        others = [where for where, suited in zip(self.stands, suits, strict=True) if not suited]
        return ~algebra.any_of(others) if others else algebra.always


def known_without_asking(plan: ThemePlan, columns: SituationColumns) -> Known:
    """Return where which keys are known, whoever is who."""
    asking = _asking(plan, columns)
    known: Known = {}
    for key, where in chain(
        _where_decided(plan, columns, asking),
        _where_said(plan, asking),
        _where_stated_elsewhere(plan, asking),
    ):
        known.setdefault(key, []).append(where)
    return known


def _where_decided(
    plan: ThemePlan, columns: SituationColumns, asking: Mapping[FieldKey, _Asking]
) -> Iterator[tuple[FieldKey, PackedColumn]]:
    for key, decided in plan.theme.decided():
        if key in asking and not decided.proposed and not decided.one_person:
            written = asking[key].where_written(decided_known(decided))
            yield key, written & columns.holds(decided.when)


def _where_said(
    plan: ThemePlan, asking: Mapping[FieldKey, _Asking]
) -> Iterator[tuple[FieldKey, PackedColumn]]:
    for code in (*plan.questions.order, *plan.theme.fixed_answers):
        question = plan.catalogue.question(code)
        for link in question.links:
            if link.key in asking and not link.proposed:
                answered = _where_answered(asking[link.key], question, link)
                yield from ((link.key, where) for where in answered)


def _where_stated_elsewhere(
    plan: ThemePlan, asking: Mapping[FieldKey, _Asking]
) -> Iterator[tuple[FieldKey, PackedColumn]]:
    """Yield where the clock, the case itself or the office tells a value."""
    for key, places in asking.items():
        element = plan.catalogue.elements.get(key.element)
        if element is not None and element.source is not None:
            yield key, places.columns.algebra.always
        elif any(use.filled_by for use in places.uses):
            yield key, places.where_only(bool(use.filled_by) for use in places.uses)


def _asking(plan: ThemePlan, columns: SituationColumns) -> dict[FieldKey, _Asking]:
    found: dict[FieldKey, tuple[list[FieldUse], list[PackedColumn]]] = {}
    for planned in plan.matters.values():
        for place, field in enumerate(planned.fields, start=planned.first_item + 1):
            uses, stands = found.setdefault(field.use.key, ([], []))
            uses.append(field.use)
            stands.append(columns.items[place])
    return {
        key: _Asking(columns, tuple(uses), tuple(stands), plan.catalogue.written_as(key.element))
        for key, (uses, stands) in found.items()
    }


def _where_answered(
    asking: _Asking, question: Question, link: AnswerLink
) -> Iterator[PackedColumn]:
    """Yield where an answer fills in the field of a link; some answers only limit it."""
    columns, kind = asking.columns, finest_type(use.type for use in asking.uses)
    holds = columns.holds(link.when)
    if not question.options:
        yield columns.answered(question.id) & holds
    # Of several choices all that were chosen together say what is known.
    for answer in columns.answers_to(question.id) if question.options else ():
        known = answer_known(FieldAnswer(question, answer, link), kind, asking.uses)
        if known is not None:
            yield columns.answered(question.id, {answer}) & asking.where_written(known) & holds
