import pytest

from core.catalogue.models import IncludedMatter
from core.i18n import DEFAULT_LOCALE
from core.themes.confirming.concerning import concerned_elements, to_be_asked, with_findings
from core.themes.confirming.models import CaseFinding, ElementKind, FindingKind
from core.themes.confirming.words import element_words


@pytest.fixture(scope="module")
def elements(catalogue):
    return {
        element.key: element for element in concerned_elements(catalogue.themes["T01"], catalogue)
    }


def test_a_matter_concerns_its_department_and_a_shared_field_all_who_ask(elements, catalogue):
    matter = elements["matter:XF-01"]
    shared = [element for element in elements.values() if element.kind is ElementKind.FIELD]

    assert matter.departments == (catalogue.matters["XF-01"].department,)
    assert shared
    assert all(len(element.departments) > 1 for element in shared)
    for common in shared:
        asked = {ref.partition(".")[0] for ref in common.draft["asked_by"]}
        assert set(common.departments) == {catalogue.matters[code].department for code in asked}


def test_every_exempted_material_precedence_and_binding_is_an_element(elements, catalogue):
    theme = catalogue.themes["T01"]
    exempted = {
        f"material:{code}.{material.id}"
        for code in (matter.matter for matter in theme.matters)
        for material in catalogue.matters[code].materials
        if material.exemption
    }

    assert exempted <= elements.keys()
    assert {f"precedence:{key.matter}" for key in theme.precedence} <= elements.keys()


@pytest.mark.parametrize("code", ["T01", "T04", "T07", "T12"])
@pytest.mark.parametrize("locale", [DEFAULT_LOCALE, "en"])
def test_every_element_of_a_theme_can_be_said_in_words(catalogue, code, locale):
    params = {"cases": 2, "of": 3, "days": 4, "times": 5, "before": 6, "name": "lease"}
    findings = tuple(CaseFinding(kind, params) for kind in FindingKind)
    theme = catalogue.themes[code]
    said = dict.fromkeys((member.matter for member in theme.matters), findings)
    for element in with_findings(concerned_elements(theme, catalogue), said):
        words = element_words(element, catalogue, locale)
        assert all(words[:4]), element
        assert len(words.reasons) in {0, len(findings)}
        assert "confirming." not in " ".join((*words[:4], *words.reasons)), element
        if element.kind is ElementKind.FIELD:  # several people have a name
            assert catalogue.subjects[element.place.partition("@")[2]].name in words.about


def test_against_the_same_version_nothing_is_asked_unless_everything_is(catalogue):
    theme = catalogue.themes["T01"]

    found = concerned_elements(theme, catalogue, (theme, catalogue))

    assert found
    assert not to_be_asked(found, everything=False)
    assert to_be_asked(found, everything=True) == found


def test_a_matter_taken_out_is_asked_of_the_department_that_loses_it(catalogue):
    theme = catalogue.themes["T01"]
    left = tuple(matter for matter in theme.matters if matter.matter != "XF-01")
    draft = theme.model_copy(update={"matters": left})

    asked = to_be_asked(concerned_elements(draft, catalogue, (theme, catalogue)), everything=False)

    gone = {element.key: element for element in asked}["matter:XF-01"]
    assert gone.draft is None
    assert gone.present is not None
    assert gone.departments == (catalogue.matters["XF-01"].department,)


def test_an_answer_is_bound_to_what_the_draft_says(catalogue):
    theme = catalogue.themes["T01"]
    first = theme.matters[0].matter
    always = tuple(
        IncludedMatter(matter=matter.matter) if matter.matter == "XF-01" else matter
        for matter in theme.matters
    )
    was = {element.key: element for element in concerned_elements(theme, catalogue)}
    becomes = {
        element.key: element
        for element in concerned_elements(theme.model_copy(update={"matters": always}), catalogue)
    }

    assert was["matter:XF-01"].digest != becomes["matter:XF-01"].digest
    assert was[f"matter:{first}"].digest == becomes[f"matter:{first}"].digest
