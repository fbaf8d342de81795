import pytest

from core.catalogue.spreadsheets.importing import import_spreadsheet
from tests.core.catalogue.spreadsheets.workbooks import saved


@pytest.fixture
def read(catalogue):
    def read(workbook, name="form", known=catalogue):
        raw = workbook if isinstance(workbook, bytes) else saved(workbook)
        return import_spreadsheet(raw, name=name, department="SCJG", catalogue=known)

    return read
