"""``theme guide`` and ``theme next``: what answers come down to, and what to ask next."""

from pathlib import Path
from typing import Annotated, Any

import typer

from commands.comparing import diff, impact
from commands.documents import add_dates, add_parties, guide_document
from commands.exchanging import export, take
from commands.explaining import explain_items
from commands.inputs import (
    AnswersOption,
    CatalogueOption,
    DraftOption,
    JsonOption,
    PartiesOption,
    bad_input_reported,
    day_named,
    json_object,
    locale,
    package_from,
    plan_from,
    refusals_reported,
    say,
)
from commands.outputs import finding_document, print_json, print_line, print_table
from commands.readiness import expect_ready
from commands.simulating import simulate
from commands.testing import tell_situations
from commands.verifying import verify
from core.i18n import translate
from core.services.queries.forecast_question import (
    QuestionForecast,
    decided_by,
    forecast_by_answers,
)
from core.services.queries.guide_answers import (
    DatedSchedule,
    Guide,
    ThemePlan,
    dated,
    guide_findings,
    guide_persons,
)
from core.services.queries.read_catalogue import Package
from core.working_days import WorkingCalendar

FromOption = Annotated[
    str, typer.Option("--from", help="Day of acceptance (YYYY-MM-DD): tells dates as well.")
]

app = typer.Typer(help="Themes: one thing, done once.")
app.command()(verify)
app.command()(simulate)
app.command("test")(tell_situations)
app.command()(diff)
app.command()(impact)
app.command("explain")(explain_items)
app.command()(export)
app.command("import")(take)


@app.command()
def guide(
    code: str,
    *,
    answers: AnswersOption = "",
    accepted_on: FromOption = "",
    parties: PartiesOption = "",
    catalogue: CatalogueOption = None,
    draft: DraftOption = False,
    as_json: JsonOption = False,
) -> None:
    """Tell what applies, what to fill in, what to bring, and how long it takes."""
    begin = day_named(accepted_on) if accepted_on else None
    statements = json_object(parties) if parties else None
    plan, given, notes = _planned(code, answers, package_from(catalogue, draft=draft))
    expect_ready(plan, notes=notes, as_json=as_json)
    with bad_input_reported():
        result, persons = guide_persons(plan, given, statements)
    findings = guide_findings(plan, result)
    document = guide_document(code, result)
    if statements is not None:
        add_parties(document, result, persons)
    if begin is not None:
        dates = dated(result.schedule, _calendar(), begin)
        add_dates(document, result, dates)
        notes = [*notes, *_uncertain(dates)]
    if findings:
        document["findings"] = [finding_document(finding, locale()) for finding in findings]
    if as_json:
        print_json(document)
    else:
        _print_guide(plan, result)
    for message in (*notes, *(finding.message(locale()) for finding in findings)):
        say(message)
    raise typer.Exit(int(bool(findings)))


@app.command("next")
def next_question(
    code: str,
    *,
    answers: AnswersOption = "",
    catalogue: CatalogueOption = None,
    draft: DraftOption = False,
    as_json: JsonOption = False,
) -> None:
    """Tell the next question, what it decides, and how many are left."""
    plan, given, notes = _planned(code, answers, package_from(catalogue, draft=draft))
    with bad_input_reported():
        situation = plan.situate(given)
    for message in notes:
        say(message)
    forecast = _forecast(plan, catalogue)
    ahead = forecast.ahead(situation)
    decides = decided_by(ahead.question, plan, situation)
    document = {
        "question": ahead.question,
        "decides": list(decides),
        "expected_remaining": ahead.expected,
        "longest_remaining": ahead.longest,
    }
    if as_json:
        print_json(document)
        return
    question = plan.catalogue.questions.get(ahead.question or "")
    if question is None:
        print_line(ahead.question or translate("command.theme.no_question", locale()))
        return
    print_line(f"{question.id}: {question.text}")
    print_line("  " + " / ".join(question.options or (question.unit or question.kind.value,)))
    print_line(translate("command.theme.remaining", locale(), **_plain(document)))


def _forecast(plan: ThemePlan, catalogue: Path | None) -> QuestionForecast:
    """Look ahead by what people answered; a directory knows of no people."""
    if catalogue is not None:
        return plan.forecast
    from runtime import theme_queries  # noqa: PLC0415 -- the database is heavy, load it late

    return forecast_by_answers(plan, theme_queries().answer_counts(plan.theme.code))


def _planned(
    code: str, answers: str, package: Package
) -> tuple[ThemePlan, dict[str, Any], list[str]]:
    """Return the theme's plan, the answers, and what to tell once they are found usable."""
    given = json_object(answers) if answers else {}
    plan = plan_from(package, code)
    notes = refusals_reported(package)
    strange = [name for name in given if name not in plan.questions.order]
    strange = [name for name in strange if name not in plan.theme.fixed_answers]
    if strange:
        names = ", ".join(name[:60] for name in strange[:10])
        notes.append(translate("command.theme.ignored", locale(), names=names))
    return plan, given, notes


def _calendar() -> WorkingCalendar:
    from runtime import working_calendar  # noqa: PLC0415 -- only those who ask for dates wait for it

    return working_calendar()


def _uncertain(dates: DatedSchedule) -> list[str]:
    """Warn where holidays are not announced yet: days may still move."""
    if dates.uncertain_year is None:
        return []
    return [translate("command.theme.uncertain", locale(), year=dates.uncertain_year)]


def _print_guide(plan: ThemePlan, result: Guide) -> None:
    words = {
        "matters": len(result.matters),
        "days": result.schedule.working_days,
        "serial": result.schedule.serial_working_days,
        "fields_before": result.fields_count.before,
        "fields_after": result.fields_count.after,
        "fields_asked": result.fields_count.asked,
        "materials_before": result.materials_count.before,
        "materials_after": result.materials_count.after,
        "materials_asked": result.materials_count.asked,
        "trips_before": result.trips.before,
        "trips_after": result.trips.after,
    }
    print_line(f"{plan.theme.code} {plan.theme.name}")
    print_line(translate("command.theme.summary", locale(), **words))
    if result.situation.next_question:
        question = result.situation.next_question
        print_line(translate("command.theme.open", locale(), question=question))
    print_line()
    matters = plan.catalogue.matters
    print_table(
        _head("matter", "name", "days"),
        [
            (review.matter, matters[review.matter].name, f"{review.start_day}–{review.due_day}")
            for review in result.schedule.reviews
        ],
    )
    print_line()
    print_table(
        _head("field", "label", "source", "asked_by"),
        [
            (merged.key, merged.label, result.sources[merged.key].value, " ".join(merged.asked_by))
            for merged in result.form
        ],
    )
    print_line()
    print_table(
        _head("material", "provided_by", "asked_by"),
        [(paper.key, paper.provided_by, " ".join(paper.asked_by)) for paper in result.materials],
    )


def _head(*names: str) -> list[str]:
    return [translate(f"command.theme.head.{name}", locale()) for name in names]


def _plain(document: dict[str, Any]) -> dict[str, Any]:
    expected = f"{document['expected_remaining']:.1f}"
    decides = ", ".join(document["decides"]) or "–"
    return {**document, "decides": decides, "expected_remaining": expected}
