"""What a matter says of its own applicability is read, checked, frozen and written out."""

from dataclasses import replace

from core.catalogue.checking import check_matter
from core.catalogue.packages import read_package
from core.catalogue.spreadsheets.importing import import_spreadsheet
from core.catalogue.spreadsheets.writing import write_spreadsheet
from core.themes.publishing import checksum_of, snapshot_of
from tests.conftest import SHIPPED


def changed(catalogue, code, **update):
    matter = catalogue.matters[code].model_copy(update=update)
    return replace(catalogue, matters={**catalogue.matters, code: matter})


def test_conditions_on_what_nobody_asks_are_reported_with_their_place():
    catalogue = read_package(SHIPPED).catalogue
    when = catalogue.matters["SCJG-01"].already_when
    unknown = when.model_copy(update={"question": "has_licence"})
    matter = catalogue.matters["SCJG-01"].model_copy(
        update={"applies_when": unknown, "already_when": when.model_copy(update={"value": "有"})}
    )

    found = {path: finding.rule for path, finding in check_matter(matter, catalogue)}

    assert found == {("applies_when",): "unknown-reference", ("already_when",): "unknown-option"}


def test_a_version_freezes_all_that_its_proof_looks_at():
    """SCJG-02 requires SCJG-08, here left out: its ``already_when`` decides a warning."""
    catalogue = read_package(SHIPPED).catalogue
    theme = catalogue.themes["T02"]
    theme = theme.model_copy(
        update={"matters": tuple(matter for matter in theme.matters if matter.matter != "SCJG-08")}
    )
    silent = changed(catalogue, "SCJG-08", already_when=None)
    unrelated = changed(catalogue, "SCJG-08", fee="收费")

    checksum = checksum_of(snapshot_of(theme, catalogue))

    assert checksum_of(snapshot_of(theme, silent)) != checksum
    assert checksum_of(snapshot_of(theme, unrelated)) == checksum


def test_a_spreadsheet_of_a_matter_reads_back_with_its_applicability():
    catalogue = read_package(SHIPPED).catalogue
    matter = catalogue.matters["SCJG-01"]

    again = import_spreadsheet(
        write_spreadsheet(matter), name="x", department="SCJG", catalogue=catalogue
    )

    assert again.matters == (matter,)
