"""A package is looked at on screen and becomes a draft, or is refused in words."""

from core.themes.exchanging.theme_packages import theme_package_of


def package(office, **changes):
    with office.transaction() as stores:
        library = stores.catalogue.read().catalogue
    return theme_package_of(library.themes["T07"].model_copy(update=changes), library)


def give(inside, content):
    inside.press("package")
    inside.app.file_uploader[0].upload("T07.zip", content, "application/zip").run()
    assert not inside.app.exception


def test_a_package_shows_what_it_changes_and_opens_as_a_draft(office, inside):
    give(inside, package(office, audience="别处的对象"))
    assert "会成为它的新草稿" in inside.html
    assert "1 处改写" in inside.html or "0 处改写" in inside.html

    inside.press("package_take")

    assert office.policy.designer.drafting.open("T07").document["audience"] == "别处的对象"


def test_an_altered_package_is_refused_with_every_reason(office, inside):
    give(inside, package(office)[:-40])

    assert "不是能打开的 ZIP" in inside.html
    assert not inside.has("package_take")
