"""A theme from another installation: compared first, then a draft that can be taken back."""

from dataclasses import replace

import pytest

from core.errors import NotThemePackageError
from core.services.acting import StaffContext
from core.services.designers.import_package import ImportPackage
from core.services.theme_documents import theme_of
from core.staff.models import OPERATOR
from core.themes.exchanging.theme_packages import theme_package_of
from tests.services.conftest import staffed


@pytest.fixture(scope="module")
def office(kind, tmp_path_factory):
    with staffed(kind, tmp_path_factory.mktemp("office")) as found:
        yield found


@pytest.fixture
def importing(office):
    return ImportPackage(StaffContext(office.transaction, office.clock))


@pytest.fixture
def library(office):
    with office.transaction() as stores:
        return stores.catalogue.read().catalogue


def package_of(library, code, **changes):
    return theme_package_of(library.themes[code].model_copy(update=changes), library)


def test_what_is_known_here_becomes_the_next_draft_and_can_be_taken_back(
    office, importing, library
):
    content = package_of(library, "T07", audience="新的对象")

    compared = importing.compare(OPERATOR, content)
    draft = importing.take(OPERATOR, content)

    assert not compared.is_new
    assert compared.library == {}
    assert compared.difference.changed == 0
    assert draft.code == "T07"
    assert theme_of(draft.document).audience == "新的对象"
    steps = office.policy.designer.drafting.steps("T07")
    assert [step.kind for step in steps] == ["begin", "package"]
    back = office.policy.designer.merging.go_to(draft, steps[0]).draft
    assert theme_of(back.document).audience != "新的对象"


def test_a_code_that_is_another_theme_here_is_not_taken_over(office, importing, library):
    content = package_of(library, "T02", name="别处的主题")

    compared = importing.compare(OPERATOR, content)
    draft = importing.take(OPERATOR, content)

    assert compared.is_new
    assert draft.code == compared.code != "T02"
    assert theme_of(draft.document).name == "别处的主题"
    assert office.policy.designer.drafting.open("T02").document["name"] != "别处的主题"


def test_a_matter_that_is_not_here_comes_into_the_library_with_it(office, importing, library):
    theme = library.themes["T11"]
    matter = library.matters["RS-04"].model_copy(update={"code": "XX-77", "name": "别处的事项"})
    included = theme.matters[0].model_copy(update={"matter": "XX-77"})
    elsewhere = replace(library, matters={**library.matters, "XX-77": matter})
    other = theme.model_copy(
        update={"code": "T88", "name": "别处的", "matters": (*theme.matters, included)}
    )

    draft = importing.take(OPERATOR, theme_package_of(other, elsewhere))

    with office.transaction() as stores:
        assert stores.catalogue.read().catalogue.matters["XX-77"] == matter
    assert draft.code == "T88"


def test_what_was_altered_leaves_no_trace(office, importing, library):
    before = office.policy.designer.drafting.open("T04")

    with pytest.raises(NotThemePackageError):
        importing.take(OPERATOR, package_of(library, "T04", name="改了")[:-30])

    assert office.policy.designer.drafting.open("T04") == before
