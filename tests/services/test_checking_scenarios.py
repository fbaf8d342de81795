"""A scenario that no longer fits its theme says on which line, why, and what is nearest."""

import pytest

from core.catalogue.packages import read_package
from core.errors import ScenarioRefusedError
from core.services.trainers import check_scenario, read_scenario_file, scenario_paths
from tests.conftest import ROOT, SHIPPED

FILES = ROOT / "assets" / "scenarios" / "training"


@pytest.fixture(scope="module")
def shipped():
    return read_package(SHIPPED).catalogue


def test_scenarios_that_only_the_walk_plays_fit_their_themes_too(shipped):
    paths = [path for path in scenario_paths(FILES) if path.stem.endswith("-2")]
    findings = [it for path in paths for it in check_scenario(read_scenario_file(path), shipped)]

    assert len(paths) >= 12
    assert [it for it in findings if it.severity == "error"] == []


def checked(folder, shipped, old, new):
    """Check the hairdresser's scenario with one thing written otherwise."""
    text = (FILES / "T02-1.yaml").read_text("utf-8")
    assert old in text
    (folder / "people.yaml").write_text((FILES / "people.yaml").read_text("utf-8"), "utf-8")
    path = folder / "changed.yaml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    findings = check_scenario(read_scenario_file(path), shipped)
    at_line = text[: text.index(old)].count("\n") + 1
    return findings, at_line


@pytest.mark.parametrize(
    ("old", "new", "what", "hint"),
    [
        ("theme: T02", "theme: T02x", "theme", "T02"),
        ("premises_tenure: 租赁", "premises_tenur: 租赁", "question", "premises_tenure"),
        ("subject_type: 个体工商户", "subject_type: 个体户", "option", "个体工商户"),
        ("org.name@subject:", "org.nmae@subject:", "place", "org.name@subject"),
        ("health_mgr: 何小满", "health_mgr: 何小", "person", "何小满"),
        ("health_mgr: 何小满", "health_mngr: 何小满", "role", "health_mgr"),
        ("hygiene_test@premises: later", "hygiene_tset@premises: later", "material", "_test"),
        ("matters: [SCJG-01]", "matters: [SCJG-02]", "matter", "SCJG-01"),
        ("    WJ-01: delivered", "    WJ-02: delivered", "matter", "WJ-01"),
        ("    WJ-01: delivered", "    WJ-01: deliverd", "state", "delivered"),
        ("  status: concluded", "  status: concludd", "state", "concluded"),
        ("premises_nature: 商业", "premises_nature: 商业<script>", "option", "商业"),
    ],
)
def test_what_the_theme_has_not_is_told_with_what_is_nearest(
    tmp_path, shipped, old, new, what, hint
):
    findings, line = checked(tmp_path, shipped, old, new)

    found = findings[0]
    assert (found.rule, found.line) == ("scenario-unknown", line)
    assert dict(found.params)["what"] == what
    assert hint in dict(found.params)["hint"]
    assert hint in found.message()


def test_a_value_that_may_be_no_more_is_told_with_the_reason(tmp_path, shipped):
    findings, line = checked(tmp_path, shipped, "[美容美发]", "[美容]")

    (found,) = findings
    assert (found.rule, found.line) == ("scenario-value", line)
    assert "美容美发" in found.message()


def test_what_nobody_asks_any_more_is_a_warning(tmp_path, shipped):
    findings, line = checked(
        tmp_path, shipped, "  org.scope@subject", "  org.fund@employer: 3\n  org.scope@subject"
    )

    (found,) = findings
    assert (found.rule, found.severity.value, found.line) == ("scenario-unasked", "warning", line)


def test_roles_that_cannot_be_one_person_are_told(tmp_path, shipped):
    before, after = "parties: {contact: principal,", "parties: {health_mgr: premises,"
    findings, line = checked(tmp_path, shipped, before, after)

    assert {(found.rule, found.line) for found in findings} == {("scenario-value", line)}


def test_a_step_before_the_step_above_is_told_with_the_day_it_may_be(tmp_path, shipped):
    findings, line = checked(tmp_path, shipped, "- day: 2\n  do: grant", "- day: 0\n  do: grant")

    (found,) = findings
    assert (found.rule, found.line) == ("scenario-order", line)
    assert dict(found.params)["hint"] == 1
    assert "finding." not in found.message()


def test_a_field_whose_type_changed_is_told_at_its_value(tmp_path, shipped):
    findings, line = checked(
        tmp_path,
        shipped,
        "  hyg.place_kind@licence: [美容美发]",
        "  prem.chairs@premises: 四把\n  hyg.place_kind@licence: [美容美发]",
    )

    (found,) = findings
    assert (found.rule, found.line) == ("scenario-value", line)
    assert dict(found.params)["given"] == "prem.chairs@premises"


BOMB = "a: &a [1, 1]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(40))


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("format: 2", "format: 7", 1),
        ("format: 2", "format: zwei", 1),
        ("title: 开", "title: [开", 4),
        ("theme: T02", "theme: T02\ntheme: T03", 6),
        ("answers:", f"{BOMB}answers:", None),
        ("title: 开", "title: \u202e开", 3),
        ("code: T02-1", "code: <script>alert(1)</script>", 2),
        ("story:", f"x: {'长' * 2_000_000}\nstory:", None),
        ("- day: 0", "- day: -1", None),
        ("- day: 0", "- day: 0.5", None),
    ],
    ids=[
        *("format", "words for a format", "broken", "twice", "bomb", "turned round", "script"),
        *("five megabytes", "a day before the first", "half a day"),
    ],
)
def test_a_file_that_cannot_be_read_says_on_which_line_and_why(tmp_path, old, new, line):
    text = (FILES / "T02-1.yaml").read_text("utf-8").replace(old, new, 1)
    path = tmp_path / "bad.yaml"
    path.write_text(text, "utf-8")

    with pytest.raises(ScenarioRefusedError) as refused:
        read_scenario_file(path)

    assert refused.value.findings
    assert line in (None, refused.value.params["line"])
    for found in refused.value.findings:
        assert not found.message().startswith("finding.")
        assert len(found.message()) < 1_000


def test_what_is_no_text_is_refused_too(tmp_path):
    path = tmp_path / "bad.yaml"
    path.write_bytes(b"format: 2\ncode: \xff\xfe")

    with pytest.raises(ScenarioRefusedError) as refused:
        read_scenario_file(path)

    assert refused.value.params["file"] == "bad.yaml"
