"""The merged form beside the forms that it merges."""

from core.catalogue.packages import read_package
from core.themes.form_table import form_table
from core.themes.guides import guide_theme
from core.themes.plans import ThemePlan
from tests.conftest import SHIPPED


def test_every_place_that_asks_stands_in_exactly_one_cell_of_its_matter():
    catalogue = read_package(SHIPPED).catalogue
    theme = catalogue.themes["T01"]
    guide = guide_theme(ThemePlan(theme, catalogue), theme.typical_answers)

    rows = form_table(guide)

    labels = {code: [] for code in guide.matters}
    for row in rows:
        for code, cell in zip(guide.matters, row.cells, strict=True):
            labels[code] += [entry.ref for entry in cell]
    assert {code: sorted(refs) for code, refs in labels.items()} == {
        code: sorted(use.ref for use in uses) for code, uses in guide.uses.items()
    }
    assert [row.shared_by for row in rows] == sorted((row.shared_by for row in rows), reverse=True)
    assert any(row.differs for row in rows)
    coarser = [e for row in rows for cell in row.cells for e in cell if e.is_coarser]
    assert all(entry.ref for entry in coarser)
