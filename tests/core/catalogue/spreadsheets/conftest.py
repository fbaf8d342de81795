from functools import cache

import pytest

from core.catalogue.spreadsheets.importing import import_spreadsheet
from core.catalogue.suggesting.matching import Matcher
from tests.core.catalogue.spreadsheets.workbooks import saved


@pytest.fixture(scope="session")
def learnt(catalogue):
    """What has learnt from the catalogue: once, as it takes longer than reading a form."""
    return cache(lambda: Matcher(catalogue))


@pytest.fixture
def read(catalogue, learnt):
    def read(workbook, name="form", known=catalogue):
        raw = workbook if isinstance(workbook, bytes) else saved(workbook)
        return import_spreadsheet(
            raw,
            name=name,
            department="SCJG",
            catalogue=known,
            matcher=learnt if known is catalogue else None,
        )

    return read
