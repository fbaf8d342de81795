"""Codes as people type them: by code, by name, or by both."""

from collections.abc import Mapping


def named_code(code: str, names: Mapping[str, str]) -> str:
    """Return a code with its name, as it is offered.

    Examples:
        >>> named_code("person.name", {"person.name": "姓名"})
        '姓名 person.name'
    """
    return f"{names[code]} {code}" if code in names else code


def code_named(text: str, names: Mapping[str, str]) -> str | None:
    """Return the code that a text means, or nothing where there is none, or more than one.

    Examples:
        >>> names = {"a.name": "姓名", "b.name": "姓名", "a.sex": "性别"}
        >>> code_named("性别", names), code_named("a.name", names), code_named("姓名 b.name", names)
        ('a.sex', 'a.name', 'b.name')
        >>> code_named("姓名", names) is None
        True
    """
    words = " ".join(text.split())
    if words in names:
        return words
    meant = [code for code in names if words in (names[code], named_code(code, names))]
    return meant[0] if len(meant) == 1 else None
