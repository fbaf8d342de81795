"""Entries of the shared lists are replaced in their files, and what hangs on options goes along."""

import pytest

from core.catalogue.editing import (
    EntryKind,
    code_of,
    entries_of,
    problems_of_entry,
    revised_file,
    uses_in,
    uses_of_library,
    with_entry,
    with_options,
    with_value,
)
from core.catalogue.packages import files_of, read_files
from core.catalogue.yaml_reading import read_yaml
from tests.databases import CATALOGUE

BASIS = {EntryKind.QUESTIONS: "explain", EntryKind.LICENCES: "issuer", EntryKind.MAPPINGS: "basis"}


@pytest.fixture(scope="module")
def files():
    return files_of(CATALOGUE)


@pytest.fixture(scope="module")
def catalogue(files):
    return read_files(files).catalogue


@pytest.mark.parametrize("kind", EntryKind)
def test_a_list_keeps_every_line_that_is_not_changed(files, catalogue, kind):
    raw = files[kind.file]
    listed = kind.model.model_validate(read_yaml(raw)[0])
    assert revised_file(raw, listed) == raw

    last = list(entries_of(catalogue, kind).values())[-1]
    changed = with_value(last, BASIS.get(kind, "deprecated"), "改了: <b>'\"#")
    revised = revised_file(raw, with_entry(listed, kind, changed))

    again = entries_of(read_files({**files, kind.file: revised}).catalogue, kind)
    assert again[code_of(kind, last)] == changed
    assert len(again) == len(entries_of(catalogue, kind))
    assert len(set(raw.splitlines()) - set(revised.splitlines())) < 12


def test_what_hangs_on_a_renamed_option_keeps_its_words(catalogue):
    seen = catalogue.questions["subject_type"]

    renamed = with_options(seen, ("个体工商户", "企业"))
    assert renamed.spoken_options["企业"] == "成立公司"
    assert renamed.unsure.ask[0].if_yes == "企业"
    assert "企业" in renamed.also_answers[0].written_as

    fewer = with_options(seen, ("个体工商户", "合伙企业", "其他"))
    assert "公司" not in fewer.spoken_options
    assert fewer.unsure.ask[0].if_yes is None
    assert problems_of_entry(EntryKind.QUESTIONS, fewer, catalogue) == ()


def test_uses_are_found_by_what_an_attribute_means_and_not_by_its_letters(catalogue):
    uses = uses_of_library(catalogue)
    in_themes = uses_in("themes", catalogue.themes.items())

    assert (EntryKind.SUBJECTS, "government") not in uses
    agent = {use.owner for use in uses[EntryKind.QUESTIONS, "by_agent"]}
    assert agent == {"matters", "subjects"}
    reason = {use.owner for use in uses[EntryKind.ELEMENTS, "re.reason"]}
    assert {"matters", "mappings"} <= reason
    assert "T05" in {use.code for use in in_themes[EntryKind.ELEMENTS, "re.reason"]}


def test_bounds_are_a_numbers_and_leave_something_between_them(catalogue):
    area, owner = catalogue.questions["area_biz"], catalogue.questions["has_license"]
    crossed = with_value(with_value(area, "minimum", 10), "maximum", 5)

    def problems(question):
        return problems_of_entry(EntryKind.QUESTIONS, question, catalogue)

    assert problems(with_value(area, "minimum", 10)) == ()
    assert problems(crossed) == ("bounds-crossed",)
    assert problems(with_value(owner, "maximum", 5)) == ("bounds-of-no-number",)
    assert with_value(with_value(area, "minimum", 10), "minimum", None) == area
