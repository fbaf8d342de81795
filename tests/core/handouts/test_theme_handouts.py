"""What handouts about a theme say agrees with its guide, in every shipped theme."""

from datetime import date
from random import Random

import pytest

from core.catalogue.models import SavedSituation
from core.handouts.models import HandoutTable
from core.services.queries.write_handouts import HANDOUT_NAMES, theme_handout
from core.themes.guides import guide_theme
from core.themes.plans import ThemePlan
from core.themes.saved_situations import outcome_of

DAY = date(2026, 11, 30)
SURE = {"要办": True, "不办": False}


@pytest.fixture(scope="module", params=["T01", "T04", "T07", "T12"])
def plan(request, catalogue):
    return ThemePlan(catalogue.themes[request.param], catalogue)


def tables(plan, name, **changes):
    written = theme_handout(name, plan, plan.theme.typical_answers, DAY, **changes)
    return [part for part in written.parts if isinstance(part, HandoutTable)]


def test_the_form_names_every_entry_with_all_who_ask_it(plan):
    guide = guide_theme(plan, plan.theme.typical_answers)

    (table,) = tables(plan, "form")

    assert len(table.rows) == len(guide.form) == guide.fields_count.after
    askers = [row[7] for row in table.rows]
    for merged, refs in zip(guide.form, askers, strict=True):
        assert all(ref in refs for ref in merged.asked_by)


def test_each_material_has_one_fate_and_those_handed_in_are_those_counted(plan):
    guide = guide_theme(plan, plan.theme.typical_answers)

    listed, *made = tables(plan, "materials")

    own = [row for row in listed.rows if str(row[3]).startswith("本人提交")]
    assert len(listed.rows) == len(guide.materials)
    assert len(own) == guide.materials_count.asked
    assert all(row[3] for row in listed.rows)
    assert sum(len(table.rows) for table in made) == len(guide.requirements) - sum(
        use.requirement.kind.value == "evidence" for use in guide.requirements
    )


def test_the_guide_lists_the_matters_in_force(plan):
    guide = guide_theme(plan, plan.theme.typical_answers)

    matters, materials, sources = tables(plan, "guide")

    assert [row[0] for row in matters.rows] == list(guide.matters)
    assert len(materials.rows) == guide.materials_count.asked
    assert sum(row[1] for row in sources.rows) == guide.fields_count.after


def cells_of(plan):
    """Return what the table says of a matter, by question, answer and matter."""
    shown = {}
    for table in tables(plan, "situations")[:-1]:
        codes = [column.name.rsplit(" ", 1)[-1] for column in table.columns[2:]]
        for question, answer, *cells in table.rows:
            shown |= {
                (question, answer, code): cell for code, cell in zip(codes, cells, strict=True)
            }
    return shown


def drawn(plan, choose):
    """Return a complete situation, each answer drawn."""
    given, situation = {}, plan.situate({})
    while not situation.complete:
        open_questions = [code for code in situation.asked if code not in given]
        for code in open_questions:
            given[code] = choose.choice(list(plan.forecast.answers_to(code)))
        situation = plan.situate(given)
    return situation


def contradicted(plan, cells, situation):
    """Yield cells that a situation shows to be wrong."""
    standing, known = plan.in_force(situation), situation.known.answers
    for asked in situation.asked:
        text = plan.catalogue.question(asked).text
        for code, planned in plan.matters.items():
            cell = cells.get((text, known[asked], code))
            if cell in SURE and SURE[cell] is not bool(planned.truth(standing)):
                yield asked, known[asked], code, cell


def test_what_the_table_calls_always_or_never_is_so_in_every_drawn_situation(plan):
    cells, choose = cells_of(plan), Random(7)

    wrong = [found for _ in range(150) for found in contradicted(plan, cells, drawn(plan, choose))]

    assert wrong == []
    assert SURE.keys() & set(cells.values())


@pytest.mark.parametrize("name", HANDOUT_NAMES)
def test_an_english_reader_gets_english_words(plan, name):
    heads = [column.name for table in tables(plan, name, locale="en") for column in table.columns]

    assert heads
    assert not any(head.startswith("handout.") for head in heads)


def test_saved_situations_stand_side_by_side_with_what_each_comes_down_to(catalogue):
    theme = catalogue.themes["T07"]
    typical = SavedSituation(name="常见", answers=theme.typical_answers)
    wrong = SavedSituation(name="答不了", answers={})
    saved = ThemePlan(theme.model_copy(update={"saved_situations": (wrong,)}), catalogue)
    outcome = outcome_of(saved, typical)

    answers, beside = tables(saved, "saved_situations")

    assert [row[0] for row in answers.rows] == ["常见答案", "答不了"]
    assert answers.rows[0][3] == "和存的时候一样"
    assert answers.rows[1][3] != "和存的时候一样"
    done = [row[1] for row in beside.rows if row[2] == "要办"]
    assert [name.rsplit(" ", 1)[-1] for name in done] == list(outcome.matters)
    assert sum(row[2] == "要交" for row in beside.rows) == len(outcome.materials)
    assert [row[2:] for row in beside.rows[-2:]] == [
        (outcome.entries, "算不出"),
        (outcome.days, "算不出"),
    ]
