"""One value put right counts on every form that asks for it, and changes nothing else (laws 1, 3).

It holds for an entry put right on the spot and for one answer to the notices of several offices:
both write what :func:`changes_of` says, for each matter its own part.
"""

from datetime import UTC, datetime

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.cases.models import Application, Case, Event
from core.cases.review_actions import ReviewAction
from core.cases.value_changes import current_case
from core.services.correctable_entries import (
    changes_by_matter,
    changes_of,
    is_correctable,
    is_correctable_by_row,
    new_problems,
)
from core.services.form_answers import complete_values, keyed, project_values
from core.themes.guides import concluded_guide
from tests.filling import value_for
from tests.strategies import complete_answers

real = settings(max_examples=max(3, settings.default.max_examples // 20))
WRITING = (
    ReviewAction.CORRECTED,
    ReviewAction.CORRECTED_ELSEWHERE,
    ReviewAction.CORRECTED_ON_SPOT,
)
TEXTS = st.sampled_from(["端州区满月店", "另一个名称", "共 12 号"])
BY_KIND = {
    "integer": st.integers(1, 60),
    "number": st.integers(1, 900),
    "money": st.integers(1, 9000),
    "date": st.sampled_from(["1999-01-01", "2020-02-29"]),
    "phone": st.sampled_from(["13900002009", "13900002010"]),
    "identity": st.sampled_from(["440308199901010012", "11010519491231002X"]),
    "boolean": st.booleans(),
}


ROWS = 2


def case_of(plan, guide, *, rows=0):
    """Return a case of a theme in which every single entry says something right.

    With ``rows`` each table has so many, alike.
    """
    standards = plan.catalogue.elements
    given_values = {}
    for it in guide.form:
        value = value_for(it, getattr(standards.get(it.key.element), "standard", ""))
        if not (it.repeats or it.places > 1 or plan.catalogue.repeats(it.key.subject)):
            given_values[it.key] = value
        elif rows:
            given_values[it.key] = [value] * rows
    given_values = {
        key: value for key, value in given_values.items() if key not in guide.known.certain
    }
    values = {str(key): it for key, it in complete_values(plan, guide, given_values).items()}
    application = Application("key", plan.theme.code, 1, {}, values)
    return Case("BJ1", application, datetime(2026, 11, 30, tzinfo=UTC))


def entries_of(changes):
    """Yield an entry for each matter, of any kind that changes values."""
    for number, (code, own) in enumerate(changes.items()):
        details = {"matter": code, "changes": [it.as_details() for it in own]}
        action = WRITING[number % len(WRITING)]
        at = datetime(2026, 11, 30, tzinfo=UTC)
        yield Event("BJ1", number, at, "x", action, details, "", "")


@real
@given(data=st.data())
def test_one_value_put_right_is_on_every_form_that_asks_and_nothing_else_moves(plan, data):
    guide = concluded_guide(plan, data.draw(complete_answers(plan)))
    case = case_of(plan, guide)
    application = case.application
    single = [it for it in guide.form if is_correctable(it, plan, guide, application)]
    assume(single)
    merged = data.draw(st.sampled_from(single))
    some = st.sampled_from(merged.options) if merged.options else BY_KIND.get(merged.type, TEXTS)
    value = data.draw(some)
    place = str(merged.key)
    changes = changes_of(plan, guide, application, place=place, written=value)
    assume(not list(new_problems(plan, guide, application, changes)))

    by_matter = changes_by_matter(guide.uses, changes)
    history = tuple(entries_of(by_matter))
    now = current_case(Case(case.number, application, case.received_at, history=history))

    values = keyed(application.values)
    before = project_values(plan, guide, values)
    after = project_values(plan, guide, keyed(now.application.values))
    moved = {it.place for it in changes}
    wanted = project_values(plan, guide, {**values, merged.key: keyed({place: value})[merged.key]})
    for matter, uses in guide.uses.items():
        assert {it.place for it in by_matter.get(matter, ())} == {
            str(use.key) for use in uses if str(use.key) in moved
        }
        for field in {use.field for use in uses}:
            keys = {str(use.key) for use in uses if use.field == field}
            if keys == {place}:
                assert after[matter].get(field) == wanted[matter].get(field)
            if not keys & moved:
                assert after[matter].get(field) == before[matter].get(field)
    for change in changes[1:]:  # what moves with it is the same person's, or follows from it
        keys = [key for key in guide.form_by_key if str(key) == change.place]
        others = {key: it for key, it in keyed(now.application.values).items() if key not in keys}
        follows = plan.derivations.values(keys, others, guide.situation)
        alike = change.place.startswith(f"{merged.key.element}@")
        assert alike or change.after in follows.values(), (str(merged.key), change, follows)


@real
@given(data=st.data())
def test_one_cell_put_right_moves_its_row_alone(plan, data):
    guide = concluded_guide(plan, data.draw(complete_answers(plan)))
    application = case_of(plan, guide, rows=ROWS).application
    tables = [it for it in guide.form if is_correctable_by_row(it, plan, guide, application)]
    if not tables:
        return
    merged = data.draw(st.sampled_from(tables))
    some = st.sampled_from(merged.options) if merged.options else BY_KIND.get(merged.type, TEXTS)
    row = data.draw(st.integers(1, ROWS))

    changes = changes_of(
        plan, guide, application, place=str(merged.key), written=data.draw(some), row=row
    )

    for change in changes:
        if isinstance(change.before, list) and isinstance(change.after, list):
            pairs = zip(change.before, change.after, strict=True)
            moved = [number for number, (old, new) in enumerate(pairs, start=1) if old != new]
            assert moved == [row], change
    said = keyed({**application.values, **{it.place: it.after for it in changes}})
    for change in changes[1:]:  # what moves with it follows from it
        keys = [key for key in guide.form_by_key if str(key) == change.place]
        others = {key: it for key, it in said.items() if key not in keys}
        assert change.after in plan.derivations.values(keys, others, guide.situation).values()
