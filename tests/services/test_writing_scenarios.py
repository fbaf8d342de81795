"""Trainers keep scenarios of their own beside the shipped ones, revision by revision."""

from dataclasses import replace
from threading import Barrier, Thread

import pytest

from building.practice import shipped_scenarios
from core.errors import (
    ScenarioChangedError,
    ScenarioRefusedError,
    ScenarioShippedError,
    TooManyScenariosError,
    UnknownScenarioError,
)
from core.training.kept_scenarios import MOST_TEXT, ScenarioOrigin
from core.training.scenarios import read_scenario_text
from core.training.writing import scenario_text
from tests.seating import TRAINER, let_in
from tests.services.conftest import staffed


@pytest.fixture(scope="module")
def office(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("writing")) as office:
        yield office


@pytest.fixture
def trainer(office):
    return let_in(office.transaction, TRAINER)


@pytest.fixture
def copied(office, trainer):
    kept = office.scenarios.copy(trainer, "T02-1")
    yield kept
    with office.transaction() as stores:
        stores.scenarios.remove(kept.code)


@pytest.mark.parametrize("file", shipped_scenarios(), ids=lambda file: file.scenario.code)
def test_a_scenario_reads_back_as_it_was_written(file):
    text = scenario_text(file.scenario)

    again = read_scenario_text("again.yaml", text.encode(), file.scenario.cast)

    assert again.scenario == file.scenario


def test_a_copy_has_a_code_of_its_own_and_is_listed_with_the_shipped_ones(office, trainer, copied):
    listed = {it.scenario.code: it for it in office.training.scenarios(trainer)}

    assert (copied.code, copied.origin, copied.revision) == ("T02-1-2", ScenarioOrigin.COPIED, 1)
    assert listed["T02-1-2"].kept == copied
    assert listed["T02-1"].kept is None
    assert office.training.opened(trainer, "T02-1-2", "zh-CN").comparison


def test_each_save_is_a_revision_that_can_be_gone_back_to(office, trainer, copied):
    title = "title: 改过的名字"
    changed = copied.text.replace(f"title: {copied.title}", title)
    saved = office.scenarios.save(trainer, changed, revision=1)

    back = office.scenarios.restore(trainer, copied.code, 1)

    assert (saved.revision, saved.title) == (2, "改过的名字")
    assert (back.revision, back.text) == (3, copied.text)
    every = office.scenarios.revisions(trainer, copied.code)
    assert [(kept.revision, kept.author) for kept in every] == [
        (3, TRAINER.username),
        (2, TRAINER.username),
        (1, TRAINER.username),
    ]


def test_of_two_who_save_at_once_one_is_told(office, trainer, copied):
    start, outcomes = Barrier(2), []

    def save():
        start.wait(10)
        try:
            outcomes.append(office.scenarios.save(trainer, copied.text, revision=1).revision)
        except ScenarioChangedError:
            outcomes.append("told")

    threads = [Thread(target=save) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert sorted(map(str, outcomes)) == ["2", "told"]


def test_what_came_with_the_program_is_not_changed(office, trainer, copied):
    text = copied.text.replace("code: T02-1-2", "code: T02-1")

    with pytest.raises(ScenarioShippedError):
        office.scenarios.save(trainer, text, revision=1)
    new = office.scenarios.save(trainer, text)
    office.scenarios.remove(trainer, new.code)

    assert new.code == "T02-1-3"
    assert office.scenarios.revisions(trainer, new.code) == ()


def test_what_cannot_be_read_or_is_too_long_is_not_kept(office, trainer, copied):
    with pytest.raises(ScenarioRefusedError) as refused:
        office.scenarios.save(trainer, copied.text.replace("theme:", "thene:"), revision=1)
    with pytest.raises(TooManyScenariosError):
        office.scenarios.save(trainer, copied.text + "#" * MOST_TEXT, revision=1)
    with pytest.raises(UnknownScenarioError):
        office.scenarios.remove(trainer, "T02-1")

    assert refused.value.findings
    assert len(office.scenarios.revisions(trainer, copied.code)) == 1


def test_a_text_is_looked_over_while_it_is_written(office, trainer, copied):
    wrong = copied.text.replace("premises_tenure: 租赁", "premises_tenure: 租借")

    unread = office.scenarios.check(trainer, "format: 2\ncode: A\n", "zh-CN")
    misfit = office.scenarios.check(trainer, wrong, "zh-CN")

    assert unread.scenario is None
    assert unread.findings
    elsewhere = office.scenarios.check(trainer, copied.text.replace("T02\n", "TT02\n"), "zh-CN")
    assert elsewhere.scenario is None
    (unpublished,) = elsewhere.findings
    assert copied.text.splitlines()[unpublished.line - 1] == "theme: T02"
    assert "T02" in dict(unpublished.params)["hint"]
    (finding,) = misfit.findings
    line = wrong[: wrong.index("premises_tenure: 租借")].count("\n") + 1
    assert (finding.line, dict(finding.params)["hint"]) == (line, "租赁")


def test_a_scenario_that_can_be_read_no_longer_keeps_no_other_away(office, trainer, copied):
    broken = replace(copied, code="T02-9", text="format: 9")
    with office.transaction() as stores:
        stores.scenarios.save(broken)

    codes = {it.scenario.code for it in office.training.scenarios(trainer)}

    assert copied.code in codes
    assert "T02-9" not in codes
    assert office.scenarios.save(trainer, copied.text.replace("T02-1-2", "T02-9")).code != "T02-9"
