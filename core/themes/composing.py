"""Put matters into a theme, take them out, and keep everything else in step."""

from collections.abc import Callable, Iterable, Sequence

from core.catalogue.catalogue import Catalogue
from core.catalogue.models import (
    Answer,
    AskedQuestion,
    Condition,
    IncludedMatter,
    Matter,
    Precedence,
    Theme,
    comparisons_in,
)
from core.errors import InvalidThemeError
from core.themes.returning import EarlierThemes, put_back, with_links


def new_theme(code: str, name: str, lead_department: str | None, audience_kind: str) -> Theme:
    """Return an empty theme."""
    return Theme(
        format=1,
        code=code,
        name=name,
        lead_department=lead_department,
        audience_kind=audience_kind,
    )


def copy_theme(theme: Theme, *, code: str, name: str) -> Theme:
    """Return a theme that begins as another one stands.

    Figures that were published about the other one are not true of it and stay there.

    Raises:
        InvalidThemeError: If nothing is left of the name.
    """
    called = " ".join(name.split())
    if not called:
        raise InvalidThemeError(reason="name")
    said = theme.model_dump(by_alias=True, exclude_unset=True)
    kept = {part: value for part, value in said.items() if part not in _OF_THE_ORIGINAL}
    return Theme.model_validate({**kept, "code": code, "name": called})


def begin_from(
    template: Theme, *, code: str, name: str, lead: str | None, audience_kind: str
) -> Theme:
    """Return a theme that begins as a template stands, for its own people and lead department.

    Without a lead department the one of the template leads. What the template aims at and whom
    it was for is not true of the new theme.

    Raises:
        InvalidThemeError: If nothing is left of the name.
    """
    copied = copy_theme(template, code=code, name=name)
    said = copied.model_dump(by_alias=True, exclude_unset=True, exclude={"target", "audience"})
    own = {"audience_kind": audience_kind, "lead_department": lead or template.lead_department}
    return Theme.model_validate({**said, **own})


_OF_THE_ORIGINAL = frozenset({"baseline", "peer_reference", "source"})


def next_theme_code(taken: Iterable[str]) -> str:
    """Return the next free code of the series T01, T02, ….

    Examples:
        >>> next_theme_code(["T01", "T12", "X9"])
        'T13'
    """
    numbers = [int(code[1:]) for code in taken if code[:1] == "T" and code[1:].isdecimal()]
    return f"T{max(numbers, default=0) + 1:02d}"


def arrange_matters(
    theme: Theme, codes: Sequence[str], catalogue: Catalogue, earlier: Iterable[Theme] = ()
) -> Theme:
    """Return the theme with exactly these matters, in this order.

    A matter that stays keeps its conditions; one that comes back brings what it had in an
    earlier theme: its condition, precedence, bindings and questions. A new one always applies
    until somebody says when. Questions that a new matter's own fields and materials turn on are
    added at the end; those that only a removed matter needed go with it, as do its precedence
    and bindings. A question that the theme leaves out stays left out.

    Args:
        theme: The theme as it stands.
        codes: The matters it shall have.
        catalogue: What the matters are.
        earlier: What the theme was before, the latest first.
    """
    wanted, before = list(dict.fromkeys(codes)), EarlierThemes(earlier)
    included: dict[str, list[IncludedMatter]] = {}
    for matter in theme.matters:
        included.setdefault(matter.matter, []).append(matter)
    returning = [code for code in wanted if code not in included]
    staying = [code for code in wanted if code in included]
    matters = [
        inclusion for code in wanted for inclusion in included.get(code) or before.inclusions(code)
    ]
    bound = [b for b in theme.subject_bindings if b.matter in wanted]
    edges = tuple(_kept_edges(theme.precedence, set(wanted)))
    arranged = theme.model_copy(
        update={
            "matters": tuple(matters),
            "precedence": with_links(edges, before.links(returning, staying), before),
            "subject_bindings": (*bound, *before.bindings(returning)),
        }
    )
    questions = _questions(theme, arranged, catalogue, before)
    return arranged.model_copy(
        update={"questions": questions, "typical_answers": _typical(theme, questions, before)}
    )


def _typical(
    theme: Theme, questions: Iterable[AskedQuestion], before: EarlierThemes
) -> dict[str, Answer]:
    """Keep the typical answers to what is asked; what was not asked before brings its own."""
    asked = [question.question for question in questions]
    kept = {code: a for code, a in theme.typical_answers.items() if code in asked}
    returned = {question.question for question in questions} - {
        question.question for question in theme.questions
    }
    typical = {code: before.typical_answer(code) for code in asked if code in returned}
    return kept | {code: answer for code, answer in typical.items() if answer is not None}


def _kept_edges(edges: Iterable[Precedence], wanted: set[str]) -> Iterable[Precedence]:
    for edge in edges:
        after = tuple(code for code in edge.after if code in wanted)
        if edge.matter in wanted and after:
            yield edge.model_copy(update={"after": after})


def _questions(
    theme: Theme, arranged: Theme, catalogue: Catalogue, before: EarlierThemes
) -> tuple[AskedQuestion, ...]:
    """Keep what is still looked at or never was, and add what the matters newly turn on.

    What the theme looks at and does not ask was left out on purpose: no move brings it in.
    """
    asked = {question.question: question for question in theme.questions}
    used_before = looked_at(theme, catalogue, asked.get)
    used = looked_at(arranged, catalogue, lambda code: asked.get(code) or before.asked(code))
    kept = [
        asked_question
        for asked_question in theme.questions
        if asked_question.question in used or asked_question.question not in used_before
    ]
    present = {asked_question.question for asked_question in kept} | set(arranged.fixed_answers)
    new = [
        code
        for code in catalogue.questions
        if code in used - used_before
        and code not in present
        and not before.left_out(code, lambda theme: _looked_at_by(theme, catalogue))
    ]
    for code in new:
        orders = before.orders_of_questions()
        kept = put_back(
            kept, before.asked(code), orders, alike=lambda asked_question: asked_question.question
        )
    return tuple(kept)


def _looked_at_by(theme: Theme, catalogue: Catalogue) -> set[str]:
    return looked_at(theme, catalogue, {asked.question: asked for asked in theme.questions}.get)


def looked_at(
    theme: Theme, catalogue: Catalogue, asked: Callable[[str], AskedQuestion | None]
) -> set[str]:
    """Return the questions that a theme turns on; ``asked`` says how each is asked."""
    used = {
        comparison.question
        for included in theme.matters
        for condition in (included.when, *conditions_of(catalogue.matters.get(included.matter)))
        for comparison in comparisons_in(condition)
    }
    # A question that decides whether a used one is asked is used as well.
    left = list(used)
    while left:
        found_question = asked(left.pop())
        new = {
            it.question
            for it in comparisons_in(found_question.ask_when if found_question else None)
        } - used
        used |= new
        left += new
    return used


def conditions_of(matter: Matter | None) -> list[Condition | None]:
    """Return the conditions that a matter has of its own, wherever it is used."""
    if matter is None:
        return []
    conditions: list[Condition | None] = [material.when for material in matter.materials]
    for field in matter.fields:
        conditions.append(field.when)
        conditions += [entry.when for entry in field.columns]
    return conditions
