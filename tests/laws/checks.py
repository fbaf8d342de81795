"""The laws of the design as plain functions: each passes silently or fails with an assertion.

They look at a theme's plan in one situation, so that the same check can be run over the
real catalogue, over generated ones, and over functions broken on purpose
(``test_laws_can_fail.py``). What ought to be is read from the catalogue itself, never
from what the core has prepared.
"""

from dataclasses import dataclass

from core.catalogue.models import Column, FieldKey, FieldSpec, FieldType, Matter, comparisons_in
from core.forms import projecting
from core.themes import guides
from core.themes.plans import ThemePlan
from tests import reference
from tests.strategies import MEMBERS, conditions_of, distinct_values


@dataclass(frozen=True)
class Place:
    """One entry on one department's form, straight from the catalogue."""

    ref: str
    matter: Matter
    field: FieldSpec
    entry: Column
    key: FieldKey

    @property
    def is_column(self):
        return self.entry is not self.field


def places_in(plan, situation):
    """Return every place that certainly asks, as the catalogue says."""
    bound = {(b.matter, b.subject): b.bound_as for b in plan.theme.subject_bindings}
    places = []
    for code in matters_in(plan, situation):
        matter = plan.catalogue.matters[code]
        for ref, field, entry in matter.entries():
            if situation.truth(field.when) and situation.truth(entry.when):
                own = not entry.subject.startswith("commit:")
                subject = bound.get((code, entry.subject), entry.subject) if own else entry.subject
                places.append(Place(ref, matter, field, entry, FieldKey(entry.element, subject)))
    return places


def matters_in(plan, situation):
    conditions = {}
    for included in plan.theme.matters:
        conditions.setdefault(included.matter, []).append(included.when)
    return [
        code
        for code, when in conditions.items()
        if code in plan.catalogue.matters and any(map(situation.truth, when))
    ]


# --- Merging


def check_law_1(plan, situation):
    """Two fields are one question if and only if element and bound subject are the same."""
    form = guides.guide_situation(plan, situation).form
    places = places_in(plan, situation)
    question_of = {ref: number for number, field in enumerate(form) for ref in field.asked_by}

    assert sorted(question_of) == sorted(place.ref for place in places)
    number_of = {}
    for place in places:
        assert number_of.setdefault(place.key, question_of[place.ref]) == question_of[place.ref]
        assert form[question_of[place.ref]].key == place.key
    assert len(set(number_of.values())) == len(number_of) == len(form)


def check_merging_again_changes_nothing(plan, situation):
    """Law 2: merging is idempotent."""
    form = guides.guide_situation(plan, situation).form
    again = plan.merged([use for merged in form for use in merged.uses])

    assert again == form
    # Nothing is left over from the first time either.
    assert ThemePlan(plan.theme, plan.catalogue).merged(u for m in form for u in m.uses) == form


def check_order_of_matters_leaves_no_trace(plan, situation, order):
    """Law 2: but for label, section and position."""
    matters = plan.theme.matters
    shuffled = [matters[place] for place in order]
    theme = plan.theme.model_copy(update={"matters": tuple(shuffled)})
    other = ThemePlan(theme, plan.catalogue)
    ours = guides.guide_situation(plan, situation)
    theirs = guides.guide_situation(other, situation)

    assert {field.key: traits_of(field) for field in ours.form} == {
        field.key: traits_of(field) for field in theirs.form
    }
    assert sorted(ours.matters) == sorted(theirs.matters)
    assert sorted(ours.undecided) == sorted(theirs.undecided)
    assert ours.fields_count == theirs.fields_count
    assert ours.materials_count == theirs.materials_count
    assert sorted(map(paper_traits_of, ours.materials)) == sorted(
        map(paper_traits_of, theirs.materials)
    )
    assert ours.schedule.working_days == theirs.schedule.working_days
    assert ours.trips == theirs.trips


def traits_of(merged):
    """Everything about a merged field that the order of matters must not decide."""
    return {
        "asked_by": merged.asked_by,
        "type": merged.type,
        "required": merged.required,
        "options": merged.options,
        "code_list": merged.code_list,
        "constraint": merged.constraint,
        "places": merged.places,
        "repeats": merged.repeats,
        "basis": [use.legal_basis for use in merged.uses],
    }


def check_provenance_is_complete(plan, situation):
    """Law 2: every merged field names every matter, field and legal basis, unchanged."""
    form = {field.key: field for field in guides.guide_situation(plan, situation).form}
    by_ref = {use.ref: (merged, use) for merged in form.values() for use in merged.uses}
    for place in places_in(plan, situation):
        assert place.ref in by_ref
        merged, use = by_ref[place.ref]
        assert place.ref in merged.asked_by
        assert place.matter.code in merged.matters
        assert use.matter == place.matter.code
        assert use.field == place.field.id
        assert use.column == (place.entry.id if place.is_column else None)
        assert use.legal_basis == place.matter.legal_basis
        assert (use.label, use.type) == (place.entry.label, place.entry.type)
        assert (use.options, use.code_list) == (place.entry.options, place.entry.code_list)
        assert use.validation == place.entry.validation


def check_law_2(plan, situation, order):
    check_merging_again_changes_nothing(plan, situation)
    check_order_of_matters_leaves_no_trace(plan, situation, order)
    check_provenance_is_complete(plan, situation)


def check_law_4(plan, situation):
    """The merged field satisfies everyone who asks, as far as that can be."""
    form = {field.key: field for field in guides.guide_situation(plan, situation).form}
    asking = {}
    for place in places_in(plan, situation):
        asking.setdefault(place.key, []).append(place)
    for key, places in asking.items():
        merged = form[key]
        assert merged.required == any(place.entry.required for place in places)
        assert merged.type in {place.entry.type for place in places}
        temporal = [FieldType.MONTH, FieldType.DATE, FieldType.DATETIME]
        ranks = [temporal.index(p.entry.type) for p in places if p.entry.type in temporal]
        if merged.type in temporal:
            assert temporal.index(merged.type) == max(ranks)
        _check_options(merged, [p.entry for p in places if p.entry.options])


def _check_options(merged, entries):
    offered = {option for entry in entries for option in entry.options}
    single = [set(e.options) for e in entries if e.type is not FieldType.CHOICES]
    acceptable = set.intersection(*single) if single else offered
    # Where single choices share nothing, nothing is settled silently: all is shown.
    assert set(merged.options) == (acceptable or offered)
    assert len(merged.options) == len(set(merged.options))


def paper_traits_of(paper):
    return (paper.key, str(paper.provided_by), paper.deferrable, paper.asked_by)


# --- Projecting


def check_law_3(plan, situation):
    """From merged answers every department's own form comes back, whole and alone."""
    guide = guides.guide_situation(plan, situation)
    values = distinct_values(guide.form)
    places = places_in(plan, situation)
    for code in guide.matters:
        own = [place for place in places if place.matter.code == code]
        projected = project(plan, guide, code, values)

        assert projected == expected_form(plan, own, values, guide.form_by_key)
        strangers = set(_texts(list(values.values())))
        strangers -= set(_texts([values[place.key] for place in own]))
        assert not strangers & set(_texts(list(projected.values())))


def project(plan, guide, code, values):
    """Return one department's form, as the core projects it."""
    return projecting.project_form(
        guide.uses[code],
        values,
        form=guide.form_by_key,
        is_list=plan.catalogue.is_list,
        repeats=plan.catalogue.repeats,
    )


def expected_form(plan, own, values, form):
    """Lay the values out on one department's form, in its own order and format."""
    expected, taken = {}, {}
    for place in own:
        merged, value = form[place.key], values[place.key]
        if place.is_column:
            rows = expected.setdefault(place.field.id, [{} for _ in range(MEMBERS)])
            for row, entry in zip(rows, value, strict=True):
                row[place.entry.id] = in_own_format(place.entry, entry)
        elif plan.catalogue.is_list(place.key.element):
            entries = value if isinstance(value, list) else [value]
            at = taken[place.key] = taken.get(place.key, -1) + 1
            expected[place.field.id] = in_own_format(place.entry, entries[at])
        elif merged.repeats:
            expected[place.field.id] = [in_own_format(place.entry, item) for item in value]
        else:
            expected[place.field.id] = in_own_format(place.entry, value)
    return expected


_LENGTH_WRITTEN = {
    FieldType.MONTH: len("2026-11"),
    FieldType.DATE: len("2026-11-24"),
    FieldType.DATETIME: len("2026-11-24T10:30"),
}


def in_own_format(entry, value):
    """A moment as coarse as it is asked, and of several options only one's own."""
    if entry.type in _LENGTH_WRITTEN:
        assert len(value) >= _LENGTH_WRITTEN[entry.type]  # nobody can make it finer
        return value[: _LENGTH_WRITTEN[entry.type]]
    if entry.type is FieldType.CHOICES and isinstance(value, list):
        return [item for item in value if not entry.options or item in entry.options]
    return value


def _texts(value):
    """Return the texts in values that name their own key (see ``distinct_values``)."""
    if isinstance(value, dict):
        return _texts(list(value.values()))
    if isinstance(value, list | tuple):
        return [text for item in value for text in _texts(item)]
    return [value] if isinstance(value, str) and "#" in value else []


# --- Situations


def check_law_6(plan, answers):
    """Answering the next question decides, and never un-decides."""
    before = plan.situate(answers)
    if before.complete:
        return
    for after in plan.forecast.situations_after(before, before.next_question):
        _check_nothing_undecided(plan, before, after)


def _check_nothing_undecided(plan, before, after):
    for condition in conditions_of(plan):
        earlier = before.truth(condition)
        assert earlier is None or after.truth(condition) is earlier
    earlier, later = guides.guide_situation(plan, before), guides.guide_situation(plan, after)
    assert set(earlier.matters) <= set(later.matters)
    assert set(earlier.undecided) >= set(later.undecided)
    assert set(earlier.form_by_key) <= set(later.form_by_key)
    assert {use.ref for use in earlier.requirements} <= {use.ref for use in later.requirements}
    # Papers may become fewer: a matter that comes into force may produce one.
    assert earlier.fields_count.before <= later.fields_count.before
    assert earlier.fields_count.after <= later.fields_count.after
    assert earlier.materials_count.before <= later.materials_count.before


def check_only_asked_questions_count(plan, answers, strays):
    """Law 6: whatever is answered without being asked counts as absent."""
    situation = plan.situate(answers)
    asked_only = {q: answers[q] for q in situation.asked if q in answers}

    assert plan.situate(asked_only) == situation
    assert plan.situate({**strays, **asked_only}) == situation
    ours = guides.guide_theme(plan, {**answers, **strays})
    assert ours == guides.guide_theme(plan, asked_only)


def check_law_7(plan):
    """A condition looks only at questions asked before it."""
    earlier = set(plan.theme.fixed_answers)
    of_theme = {asked.question for asked in plan.theme.questions}
    for asked in plan.theme.questions:
        looked_at = {comparison.question for comparison in comparisons_in(asked.ask_when)}
        assert looked_at & of_theme <= earlier, asked.question
        earlier.add(asked.question)


def check_next_question_depends_on_earlier_ones(plan, answers):
    """Law 7: what is asked next is the same, whatever was answered to later questions."""
    situation = plan.situate(answers)
    order = list(plan.questions.order)
    place = order.index(situation.next_question) if situation.next_question else len(order)
    earlier = {question: answers[question] for question in order[:place] if question in answers}

    assert plan.situate(earlier).next_question == situation.next_question


# --- Agreement with the plain reading


def check_agreement(plan, theme, catalogue, answers):
    """The core and the plain reading of the design come to the same guide."""
    ours = as_told(guides.guide_theme(plan, answers))
    theirs = reference.evaluate(theme, catalogue, answers)
    for paper in theirs["material_list"]:
        paper["asked_by"] = tuple(paper["asked_by"])
    by_paper = {(p["document"], p["subject"]): p for p in theirs.pop("material_list")}
    assert ours.pop("material_list") == by_paper
    assert ours == theirs


def as_told(guide):
    """Return a guide in the words of the plain reading."""
    return {
        "matters": list(guide.matters),
        "undecided_matters": list(guide.undecided),
        "next_question": guide.situation.next_question,
        "complete": guide.situation.complete,
        "fields": {"before": guide.fields_count.before, "after": guide.fields_count.after},
        "form": [
            {
                "element": merged.key.element,
                "subject": merged.key.subject,
                "label": merged.label,
                "required": merged.required,
                "asked_by": list(merged.asked_by),
            }
            for merged in guide.form
        ],
        "materials": {
            "before": guide.materials_count.before,
            "after": guide.materials_count.after,
        },
        "material_list": {
            tuple(paper.key): {
                "document": paper.key.document,
                "subject": paper.key.subject,
                "provided_by": str(paper.provided_by),
                "deferrable": paper.deferrable,
                "asked_by": paper.asked_by,
            }
            for paper in guide.materials
        },
        "schedule": {
            "working_days": guide.schedule.working_days,
            "serial_working_days": guide.schedule.serial_working_days,
            "reviews": {
                review.matter: (review.start_day, review.due_day)
                for review in guide.schedule.reviews
            },
        },
        "trips": {"before": guide.trips.before, "after": guide.trips.after},
    }


def check_projections_agree(plan, theme, catalogue, answers, values):
    """The core and the plain reading hand every department the same form."""
    guide = guides.guide_theme(plan, answers)
    ours = {code: project(plan, guide, code, values) for code in guide.matters}

    assert ours == reference.project(theme, catalogue, answers, values)
