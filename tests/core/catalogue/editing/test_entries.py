"""Entries of the shared lists are replaced in their files, and what hangs on options goes along."""

from datetime import date

import pytest

from core.catalogue.editing import (
    EntryKind,
    code_of,
    entries_of,
    problems_of_entry,
    repealed_by,
    revised_file,
    uses_in,
    uses_of_library,
    with_entry,
    with_entry_in,
    with_options,
    with_value,
)
from core.catalogue.packages import files_of, read_files
from core.catalogue.yaml_reading import read_yaml
from core.forms.deriving.rules import executable_derivations
from tests.databases import CATALOGUE

BASIS = {
    EntryKind.QUESTIONS: "explain",
    EntryKind.LICENCES: "issuer",
    EntryKind.MAPPINGS: "basis",
    EntryKind.STANDARDS: "name",
    EntryKind.PAGE_TITLES: "asked_as",
    EntryKind.DEPARTMENTS: "note",
    EntryKind.LAWS: "note",
}
LAWS = """format: 1
laws:
# 施行日期照公布的写
- {name: 食品安全法, valid_from: '2009-06-01'}
- name: 药品管理法  # 2019 年修订
  also: [中华人民共和国药品管理法]
""".encode()


@pytest.fixture(scope="module")
def files():
    return {**files_of(CATALOGUE), EntryKind.LAWS.file: LAWS}


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


def test_a_law_that_goes_out_of_force_names_what_rests_on_it(catalogue):
    law = catalogue.laws["食品安全法"]
    over = with_value(law, "valid_to", "2026-12-31")
    themes = catalogue.themes.values()

    found = repealed_by(catalogue, over, themes, date(2026, 11, 30))

    assert "SCJG-03" in {breakage.code for breakage in found}
    assert {breakage.finding.rule for breakage in found} == {"basis-repealed"}
    assert repealed_by(catalogue, law, themes, date(2026, 11, 30)) == ()
    over = with_value(law, "valid_to", "2009-01-01")
    assert problems_of_entry(EntryKind.LAWS, over, catalogue) == ("over_before_it_begins",)


def test_a_deprecated_rule_is_not_followed(catalogue):
    rule = next(rule for rule in catalogue.derivations if rule.target == "per.nationality@*")
    changed = with_entry_in(
        catalogue, EntryKind.DERIVATIONS, with_value(rule, "deprecated", "改为本人填")
    )

    def followed(known):
        return [each.element for each in executable_derivations(known)].count("per.nationality")

    assert followed(changed) == followed(catalogue) - 1
    assert len(changed.derivations) == len(catalogue.derivations)
