"""Imports are kept for the person who began them, until they are finished or discarded."""

from dataclasses import replace

import pytest

from core.errors import CodeTakenError, ForeignMatterError, ImportGoneError, TooManyImportsError
from core.services.library import ImportState, confirm, keep_imports
from tests.databases import everything_in
from tests.seating import HEALTH, SECOND
from tests.services.conftest import staffed
from tests.services.racing import all_at_once, kinds_of
from tests.services.test_library import spreadsheet

FILE = spreadsheet([1, "单位信息", "统一社会信用代码", "文本"])


@pytest.fixture(scope="module")
def hall(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("imports")) as office:
        yield office


def begin(hall, name="新许可"):
    return hall.policy.library.importing.begin_import(FILE, name=name, department="WJ")


def test_what_was_decided_is_there_again_with_the_spreadsheet(hall):
    begun = begin(hall)
    state = ImportState(confirm({}, begun.rows), {"WJ-新许可": "WJ-60"}, 1)
    imports = hall.policy.library.importing
    kept = imports.keep_decisions(begun.kept, state)

    opened = imports.open_import(kept.id)

    assert opened.kept == kept
    assert opened.kept.state == state
    assert (opened.imported, opened.rows) == (begun.imported, begun.rows)
    imports.discard_import(kept.id)
    imports.discard_import(kept.id)
    with pytest.raises(ImportGoneError):
        imports.open_import(kept.id)


def test_nobody_else_sees_changes_or_discards_it(hall):
    begun = begin(hall)
    for other in (SECOND, HEALTH):
        imports = hall.as_(other).library.importing
        assert imports.unfinished() == ()
        imports.discard_import(begun.kept.id)
        for refused in (
            lambda imports=imports: imports.open_import(begun.kept.id),
            lambda imports=imports: imports.keep_decisions(begun.kept, begun.kept.state),
        ):
            with pytest.raises(ImportGoneError):
                refused()
    with pytest.raises(ForeignMatterError):
        hall.health.library.importing.begin_import(FILE, name="x", department="SW")

    assert [kept.id for kept in hall.policy.library.importing.unfinished()] == [begun.kept.id]
    hall.policy.library.importing.discard_import(begun.kept.id)


def test_of_two_windows_at_once_the_first_is_kept_and_the_other_told(hall):
    begun, imports = begin(hall), hall.policy.library.importing
    states = [replace(begun.kept.state, codes={"WJ-新许可": code}) for code in ("A", "B", "C")]

    came = all_at_once(
        *(lambda state=state: imports.keep_decisions(begun.kept, state) for state in states)
    )

    assert kinds_of(came) == {"UnfinishedImport": 1, "ImportGoneError": 2}
    (kept,) = imports.unfinished()
    assert kept in came
    imports.discard_import(kept.id)


def test_a_code_is_given_once_however_many_save_at_once(hall):
    saving = hall.policy.library.saving
    begun = [begin(hall, name) for name in ("一", "二", "三")]

    def save(opened):
        (matter,) = opened.imported.matters
        return saving.save([matter], codes={matter.code: "WJ-61"}, finished=opened.kept.id)

    came = all_at_once(*(lambda opened=opened: save(opened) for opened in begun))

    assert kinds_of(came) == {"tuple": 1, "CodeTakenError": 2}
    assert hall.policy.library.matters.catalogue().matters["WJ-61"].name
    left = hall.policy.library.importing.unfinished()
    assert len(left) == 2
    with pytest.raises(CodeTakenError):
        save(begun[came.index(next(c for c in came if isinstance(c, CodeTakenError)))])
    for kept in left:
        hall.policy.library.importing.discard_import(kept.id)


def test_very_many_are_refused(hall, monkeypatch):
    monkeypatch.setattr(keep_imports, "MOST_IMPORTS", 1)
    begun = begin(hall)

    with pytest.raises(TooManyImportsError):
        begin(hall)
    hall.policy.library.importing.discard_import(begun.kept.id)


def test_neither_spreadsheet_nor_decisions_lie_open(hall, kind):
    begun = begin(hall, "稀有的名字")
    engine = hall.transaction.args[0]

    everything = everything_in(engine)

    assert FILE[:200] not in everything
    assert "稀有的名字".encode() not in everything
    hall.policy.library.importing.discard_import(begun.kept.id)
