"""A theme as an XLSForm: its questions, then the merged form, for form systems that read it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from itertools import groupby
from re import sub

from openpyxl import Workbook

from core.catalogue.models import (
    Answer,
    AnyOf,
    Comparison,
    Condition,
    Operator,
    Question,
    QuestionKind,
)
from core.forms.models import MergedField
from core.themes.exchanging.number_bounds import bounds_of, bounds_of_field, xpath_constraint
from core.themes.planned_matters import ConditionalField
from core.themes.plans import ThemePlan

_SIGNS = {
    Operator.EQ: "=",
    Operator.NE: "!=",
    Operator.GT: ">",
    Operator.GE: ">=",
    Operator.LT: "<",
    Operator.LE: "<=",
}
_SURVEY = ("type", "name", "label", "required", "relevant", "hint", "constraint")
_CHOICES = ("list_name", "name", "label")


@dataclass
class _Form:
    """The sheets in the making. ``lists`` name the options of each list, each list once."""

    survey: list[tuple[str, ...]] = field(default_factory=list)
    lists: dict[tuple[str, ...], str] = field(default_factory=dict)

    def list_of(self, options: Iterable[str]) -> str:
        """Return the name of a list of options."""
        return self.lists.setdefault(tuple(options), f"list{len(self.lists) + 1}")


def xlsform_of(plan: ThemePlan) -> bytes:
    """Return a workbook with the sheets survey, choices and settings.

    A question is shown when it is asked, an entry where some matter in force asks for it.
    """
    form, questions = _Form(), plan.questions.order
    known = {code: plan.catalogue.question(code) for code in questions}
    asked = {asked.question: asked.ask_when for asked in plan.theme.questions}
    for code, question in known.items():
        shown = _condition_expression(asked.get(code), known)
        kind, bounds = _question_type(question, form), xpath_constraint(bounds_of(question))
        form.survey.append((kind, _name(code), question.text, "yes", shown, "", bounds))
    _add_entries(plan, form, known)
    return _workbook(plan, form)


def _question_type(question: Question, form: _Form) -> str:
    if question.kind is QuestionKind.NUMBER:
        return "decimal"
    way = "select_multiple" if question.kind is QuestionKind.MULTIPLE else "select_one"
    return f"{way} {form.list_of(question.options)}"


def _add_entries(plan: ThemePlan, form: _Form, questions: Mapping[str, Question]) -> None:
    """Add the merged form; members of a group stand in a repeat of their own."""
    places = {
        place.use.ref: (planned.matter.code, place)
        for planned in plan.matters.values()
        for place in planned.fields
    }
    merged = plan.merged(place.use for _, place in places.values())
    for (subject, repeats), entries in groupby(
        sorted(merged, key=lambda entry: (entry.repeats, entry.key.subject)),
        key=lambda entry: (entry.key.subject, entry.repeats),
    ):
        block, title = "repeat" if repeats else "group", plan.catalogue.subject_name(subject)
        form.survey.append((f"begin {block}", _name(f"{block}_{subject}"), title))
        for entry in entries:
            shown = _any_of(_shown(plan, places[use.ref], questions) for use in entry.uses)
            form.survey.append(_line(entry, shown, form))
        form.survey.append((f"end {block}",))


def _line(entry: MergedField, shown: str, form: _Form) -> tuple[str, ...]:
    required = "yes" if entry.required and not entry.is_filled_elsewhere else ""
    hint = ", ".join(entry.asked_by)
    bounds = xpath_constraint(bounds_of_field(entry.constraint)) if _is_number(entry) else ""
    name = _name(str(entry.key))
    return _entry_type(entry, form), name, entry.label, required, shown, hint, bounds


def _is_number(entry: MergedField) -> bool:
    return entry.type.kind.is_number and not entry.options


def _entry_type(entry: MergedField, form: _Form) -> str:
    kind = entry.type.kind
    if entry.options:
        way = "select_multiple" if kind.is_several else "select_one"
        return f"{way} {form.list_of(entry.options)}"
    if kind.is_truth:
        return f"select_one {form.list_of(('是', '否'))}"
    if kind.is_choice or not kind.words.xlsform:
        return "decimal" if kind.is_number else "text"
    return kind.words.xlsform[0]


def _shown(
    plan: ThemePlan, place: tuple[str, ConditionalField], questions: Mapping[str, Question]
) -> str:
    """Return where one place asks: its matter is in force, and its own conditions hold."""
    code, asking = place
    whens = plan.matters[code].conditions
    matter = (
        "" if None in whens else _any_of(_condition_expression(when, questions) for when in whens)
    )
    return _all_of([matter, *(_condition_expression(own, questions) for own in asking.conditions)])


def _condition_expression(condition: Condition | None, questions: Mapping[str, Question]) -> str:
    """Return a condition as an expression; nothing where it always holds."""
    if condition is None:
        return ""
    if isinstance(condition, Comparison):
        return _comparison(condition, questions)
    if isinstance(condition, AnyOf):
        return (
            _any_of(_condition_expression(part, questions) for part in condition.any) or "false()"
        )
    return _all_of(_condition_expression(part, questions) for part in condition.all)


def _all_of(parts: Iterable[str]) -> str:
    present = [part for part in parts if part]
    return present[0] if len(present) == 1 else " and ".join(f"({part})" for part in present)


def _any_of(parts: Iterable[str]) -> str:
    """Return an alternative; nothing where one part always holds."""
    distinct = list(dict.fromkeys(parts))
    if "" in distinct:
        return ""
    return distinct[0] if len(distinct) == 1 else " or ".join(f"({part})" for part in distinct)


def _comparison(compared: Comparison, questions: Mapping[str, Question]) -> str:
    question = questions.get(compared.question)
    if question is None:
        return "false()"
    name = f"${{{_name(compared.question)}}}"
    if question.kind is QuestionKind.NUMBER:
        return f"{name} {_SIGNS.get(compared.op, '=')} {compared.value}"
    chosen = [f"selected({name}, '{option}')" for option in _options(compared.value, question)]
    if not chosen:
        return "false()"
    if compared.op is Operator.NE:
        return f"{name} != '' and not({chosen[0]})"
    if compared.op is Operator.EQ and question.kind is QuestionKind.MULTIPLE:
        return " and ".join([*chosen, f"count-selected({name}) = {len(chosen)}"])
    return chosen[0] if len(chosen) == 1 else " or ".join(chosen)


def _options(value: Answer, question: Question) -> Iterator[str]:
    wanted = value if isinstance(value, tuple | list) else (value,)
    for option in wanted:
        if option in question.options:
            yield _option(question.options.index(str(option)))


def _option(place: int) -> str:
    return f"o{place + 1}"


def _name(code: str) -> str:
    """Return a code as a name that XML takes.

    Examples:
        >>> _name("per.name@principal"), _name("1-a")
        ('per_name__principal', 'n_1_a')
    """
    name = sub(r"[^A-Za-z0-9_]", lambda sign: "__" if sign[0] == "@" else "_", code)
    return name if name[:1].isalpha() or name[:1] == "_" else f"n_{name}"


def _workbook(plan: ThemePlan, form: _Form) -> bytes:
    book = Workbook()
    survey = book.active or book.create_sheet()
    survey.title = "survey"
    for row in (_SURVEY, *form.survey):
        survey.append(row)
    choices = book.create_sheet("choices")
    choices.append(_CHOICES)
    for options, name in form.lists.items():
        for place, option in enumerate(options):
            choices.append((name, _option(place), option))
    settings = book.create_sheet("settings")
    settings.append(("form_title", "form_id"))
    settings.append((plan.theme.name, plan.theme.code))
    written = BytesIO()
    book.save(written)
    return written.getvalue()
