"""Versions take effect on their day, archived themes are handed in until their grace ends."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from core.errors import (
    InvalidTermError,
    StaleDraftError,
    StorageError,
    ThemeArchivedError,
    UnknownThemeError,
)
from core.services.designers.edit_theme import (
    change_theme,
    discard_changes,
    open_draft,
    undo_step,
)
from core.services.designers.keep_terms import ArchivePlan
from core.services.theme_documents import theme_of
from core.themes.editing.sheet import rename
from core.working_days import day_of
from tests.services.applications import application_of
from tests.services.conftest import staffed
from tests.services.racing import all_at_once

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def office(kind, tmp_path_factory):
    """One hall for all: each test has a theme of its own, and time only goes on."""
    with staffed(kind, tmp_path_factory.mktemp("life")) as office:
        yield office


def versions_at_the_kiosk(office):
    return {tile.code: tile.version for tile in office.kiosk.consulting.themes()}


def publish(office, code, name, **when):
    drafting, publishing = office.policy.designer.drafting, office.policy.designer.publishing
    draft = drafting.open(code)
    drafting.save(draft, {**draft.document, "name": name})
    return publishing.publish(code, **when)


def test_a_version_is_served_from_its_day_on_and_the_one_before_it_until_then(office):
    today = day_of(office.clock())
    later = publish(office, "T07", "迁户口", effective_on=today + 10 * DAY)

    assert later.version == 2
    assert versions_at_the_kiosk(office)["T07"] == 1
    office.clock.now += 10 * DAY
    assert versions_at_the_kiosk(office)["T07"] == 2


def test_a_first_day_that_is_over_is_refused_and_a_later_one_is_moved(office):
    today, publishing = day_of(office.clock()), office.policy.designer.publishing
    with pytest.raises(InvalidTermError):
        publish(office, "T12", "办退休", effective_on=today - DAY)
    version = publish(office, "T12", "办退休", effective_on=today + 10 * DAY).version

    publishing.reschedule("T12", version, today)

    assert versions_at_the_kiosk(office)["T12"] == version
    with pytest.raises(InvalidTermError):
        publishing.reschedule("T12", version, today + DAY)
    with pytest.raises(UnknownThemeError):
        publishing.reschedule("T12", version + 1, today + DAY)


def test_an_archived_theme_leaves_the_kiosk_and_is_handed_in_within_its_grace(office, hairdresser):
    today, publishing = day_of(office.clock()), office.policy.designer.publishing
    plan = ArchivePlan(today + DAY, today + 5 * DAY, "T01")
    publishing.archive("T02", plan)
    begun = [application_of(hairdresser, office.kiosk, key) for key in ("one", "two")]

    office.clock.now += 2 * DAY
    tiles = {tile.code: tile for tile in office.kiosk.consulting.themes()}
    case = office.kiosk.handing_in.submit(begun[0])
    office.clock.now += 4 * DAY

    assert "T02" not in tiles
    assert tiles["T01"].replaces == ("开办理发店",)
    assert case.number
    with pytest.raises(ThemeArchivedError) as refused:
        office.kiosk.handing_in.submit(begun[1])
    assert refused.value.params["instead"] == tiles["T01"].name
    assert office.kiosk.handing_in.submit(begun[0]).number == case.number
    publishing.reopen("T02")
    assert "T02" in versions_at_the_kiosk(office)


@pytest.mark.parametrize(
    ("last", "grace", "other", "error"),
    [
        (-1, 5, "", InvalidTermError),
        (5, 4, "", InvalidTermError),
        (5, 99_999, "", InvalidTermError),
        (1, 5, "T02", InvalidTermError),
        (1, 5, "T99", UnknownThemeError),
    ],
)
def test_an_end_that_cannot_be_is_refused(office, last, grace, other, error):
    today = day_of(office.clock())
    plan = ArchivePlan(today + last * DAY, today + grace * DAY, other)

    with pytest.raises(error):
        office.policy.designer.publishing.archive("T02", plan)


def test_of_several_who_say_something_at_once_nothing_is_lost(office):
    today = day_of(office.clock())
    days = [today + n * DAY for n in range(4)]

    def say(day):
        return office.policy.designer.publishing.archive("T03", ArchivePlan(day, day))

    came = all_at_once(*(lambda day=day: say(day) for day in days))

    assert came == [None] * 4
    with office.transaction() as stores:
        assert sorted(term.day for term in stores.terms.of("T03")) == days


@pytest.mark.parametrize("words", ["UPDATE theme_term SET day = ''", "DELETE FROM theme_term"])
def test_what_was_said_is_never_changed(office, words):
    publish(office, "T08", f"办居留 {words}", effective_on=date(2027, 12, 1))

    with pytest.raises(StorageError), office.transaction() as stores:
        stores.terms._session.execute(text(words))


def test_a_published_theme_goes_back_to_its_version_and_undo_brings_the_draft_back(office):
    drafting, session = office.policy.designer.drafting, office.policy.session
    opened = open_draft(office.designer, session, "T11")
    changed = change_theme(office.designer, session, opened, rename("改了名"))

    discarded = discard_changes(office.designer, session, changed)

    (listed,) = [theme for theme in office.policy.designer.listing.themes() if theme.code == "T11"]
    assert (listed.revision, listed.name) == (None, opened.name)
    assert undo_step(office.designer, session, discarded).name == "改了名"
    with pytest.raises(StaleDraftError):
        drafting.discard(changed.draft)


def test_a_draft_that_was_never_published_leaves_the_lists_and_comes_back_as_it_was(office):
    designer = office.policy.designer
    draft = designer.drafting.create(name="草稿", lead_department=None, audience_kind="企业")

    designer.drafting.discard(draft)

    assert draft.code not in [theme.code for theme in designer.listing.themes()]
    assert [discarded.code for discarded in designer.drafting.discarded()] == [draft.code]
    office.clock.now += 31 * DAY
    assert designer.drafting.discarded() == ()
    designer.drafting.recover(draft.code)
    assert draft.code in [theme.code for theme in designer.listing.themes()]
    assert designer.drafting.open(draft.code) == draft
    with pytest.raises(InvalidTermError):
        designer.drafting.recover(draft.code)


def test_a_theme_begins_as_a_template_stands_for_its_own_people(office):
    drafting = office.policy.designer.drafting
    template = theme_of(drafting.open("T02").document)

    draft = drafting.create(
        name=" 开美甲店 ", lead_department="SCJG", audience_kind="个人", template="T02"
    )

    theme = theme_of(draft.document)
    assert (theme.name, theme.lead_department, theme.audience_kind) == ("开美甲店", "SCJG", "个人")
    assert (theme.matters, theme.questions) == (template.matters, template.questions)
    assert (theme.target, theme.audience, theme.baseline) == (None, "", None)
    with pytest.raises(UnknownThemeError):
        drafting.create(name="x", lead_department=None, audience_kind="", template="T99")
