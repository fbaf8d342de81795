"""Put matters into a theme, take them out, and keep everything else in step."""

from collections.abc import Iterable, Sequence

from core.catalogue.models import (
    AskedQuestion,
    Condition,
    IncludedMatter,
    Matter,
    Precedence,
    Theme,
    comparisons_in,
)
from core.catalogue.packages import Catalogue


def new_theme(code: str, name: str, lead_department: str | None, audience_kind: str) -> Theme:
    """Return an empty theme."""
    return Theme(
        format=1,
        code=code,
        name=name,
        lead_department=lead_department,
        audience_kind=audience_kind,
    )


def next_theme_code(taken: Iterable[str]) -> str:
    """Return the next free code of the series T01, T02, ….

    Examples:
        >>> next_theme_code(["T01", "T12", "X9"])
        'T13'
    """
    numbers = [int(code[1:]) for code in taken if code[:1] == "T" and code[1:].isdecimal()]
    return f"T{max(numbers, default=0) + 1:02d}"


def arrange_matters(theme: Theme, codes: Sequence[str], catalogue: Catalogue) -> Theme:
    """Return the theme with exactly these matters, in this order.

    A matter that stays keeps its conditions; a new one always applies until somebody
    says when. Questions that the matters' own fields and materials turn on are added at
    the end; those that only a removed matter needed go with it, as do its precedence
    and bindings.
    """
    wanted = list(dict.fromkeys(codes))
    included: dict[str, list[IncludedMatter]] = {}
    for one in theme.matters:
        included.setdefault(one.matter, []).append(one)
    matters = [one for code in wanted for one in included.get(code, [IncludedMatter(matter=code)])]
    arranged = theme.model_copy(
        update={
            "matters": tuple(matters),
            "precedence": tuple(_kept_edges(theme.precedence, set(wanted))),
            "subject_bindings": tuple(b for b in theme.subject_bindings if b.matter in wanted),
        }
    )
    questions = _questions(theme, arranged, catalogue)
    codes_asked = {asked.question for asked in questions}
    typical = {code: a for code, a in theme.typical_answers.items() if code in codes_asked}
    return arranged.model_copy(update={"questions": questions, "typical_answers": typical})


def _kept_edges(edges: Iterable[Precedence], wanted: set[str]) -> Iterable[Precedence]:
    for edge in edges:
        after = tuple(code for code in edge.after if code in wanted)
        if edge.matter in wanted and after:
            yield edge.model_copy(update={"after": after})


def _questions(before: Theme, arranged: Theme, catalogue: Catalogue) -> tuple[AskedQuestion, ...]:
    """Keep what is still looked at or never was, and add what the matters turn on."""
    used, used_before = _looked_at(arranged, catalogue), _looked_at(before, catalogue)
    kept = [
        asked
        for asked in arranged.questions
        if asked.question in used or asked.question not in used_before
    ]
    present = {asked.question for asked in kept} | set(arranged.fixed_answers)
    added = [code for code in catalogue.questions if code in used and code not in present]
    return (*kept, *(AskedQuestion(question=code) for code in added))


def _looked_at(theme: Theme, catalogue: Catalogue) -> set[str]:
    conditions: list[Condition | None] = [one.when for one in theme.matters]
    for included in theme.matters:
        matter = catalogue.matters.get(included.matter)
        conditions += _conditions_of(matter) if matter else []
    used = {one.question for condition in conditions for one in comparisons_in(condition)}
    # A question that decides whether a used one is asked is used as well.
    asked_when = {asked.question: asked.ask_when for asked in theme.questions}
    left = list(used)
    while left:
        for one in comparisons_in(asked_when.get(left.pop())):
            if one.question not in used:
                used.add(one.question)
                left.append(one.question)
    return used


def _conditions_of(matter: Matter) -> list[Condition | None]:
    conditions: list[Condition | None] = [material.when for material in matter.materials]
    for field in matter.fields:
        conditions.append(field.when)
        conditions += [entry.when for entry in field.columns]
    return conditions
