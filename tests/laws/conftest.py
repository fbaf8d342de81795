"""The themes that every law is checked over: as delivered, and as shipped where that differs."""

from functools import cache

import pytest

from core.catalogue.packages import read_package
from core.themes.plans import ThemePlan
from tests import reference
from tests.conftest import CATALOGUE, SHIPPED


@cache
def catalogue_in(directory):
    return read_package(directory).catalogue


@cache
def plain_catalogue_in(directory):
    return reference.load_catalogue(directory)


@cache
def plan_of(directory, code):
    return ThemePlan(catalogue_in(directory).themes[code], catalogue_in(directory))


def real_themes():
    """Yield (directory, theme); a shipped theme only if it or a matter of it was mended."""
    delivered = catalogue_in(CATALOGUE)
    for code in delivered.themes:
        yield pytest.param((CATALOGUE, code), id=code)
    if SHIPPED == CATALOGUE or not SHIPPED.is_dir():
        return
    shipped = catalogue_in(SHIPPED)
    for code in shipped.themes:
        if content_of(shipped, code) != content_of(delivered, code):
            yield pytest.param((SHIPPED, code), id=f"{code} as shipped")


def content_of(catalogue, code):
    """Return everything that a theme is worked out from."""
    theme = catalogue.themes.get(code)
    matters = [catalogue.matters.get(matter.matter) for matter in theme.matters] if theme else []
    lists = (catalogue.questions, catalogue.elements, catalogue.subjects)
    return theme, matters, lists


@pytest.fixture(scope="session", params=real_themes() if CATALOGUE.is_dir() else ())
def real_theme(request):
    """Each theme of the catalogue in turn: its directory and code."""
    return request.param


@pytest.fixture(scope="session")
def plan(real_theme):
    """Each theme of the catalogue in turn, worked out."""
    return plan_of(*real_theme)


@pytest.fixture(scope="session")
def plain_catalogue(real_theme):
    """The same catalogue as plain dictionaries, read without the core."""
    return Untold(plain_catalogue_in(real_theme[0]))


class Untold(dict):
    """A catalogue that a failing test does not print in full."""

    def __repr__(self):
        return f"<catalogue of {len(self['matters'])} matters>"
