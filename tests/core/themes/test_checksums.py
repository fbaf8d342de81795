"""Checksums of a whole library are those that its themes would be published with."""

from dataclasses import replace

from hypothesis import given

from core.themes.checksums import ThemeChecksums
from core.themes.publishing import checksum_of, snapshot_of
from tests.strategies import themes


def published_checksums(catalogue):
    """Return what each theme would be frozen with (law 9)."""
    return {
        code: checksum_of(snapshot_of(theme, catalogue)) for code, theme in catalogue.themes.items()
    }


def checksums_together(catalogue):
    checksums = ThemeChecksums(catalogue)
    return {code: checksums.of(theme) for code, theme in catalogue.themes.items()}


def test_all_themes_of_a_library_together(catalogue):
    assert checksums_together(catalogue) == published_checksums(catalogue)


@given(themes(lawful=False))
def test_any_theme(generated):
    catalogue = generated.plan.catalogue

    assert checksums_together(catalogue) == published_checksums(catalogue)


def test_a_changed_matter_changes_its_themes_and_those_that_look_whether_it_is_there(catalogue):
    matter = catalogue.matters["CG-01"]
    before = checksums_together(catalogue)

    slower = matter.model_copy(update={"committed_days": matter.committed_days + 1})
    after = checksums_together(
        replace(catalogue, matters={**catalogue.matters, matter.code: slower})
    )

    assert {code for code in before if before[code] != after[code]} == {
        code
        for code, theme in catalogue.themes.items()
        if matter.code in {included.matter for included in theme.matters}
    }
