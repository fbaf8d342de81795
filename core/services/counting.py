"""How use cases are counted: a use case by its place in its bundle, unless it says another name.

What operators draw and watch stays under its name, wherever a use case moves to.
"""

COUNTED_AS = "counted_as"


def counted_as(name: str) -> dict[str, str]:
    """Return the metadata of a bundle's field that is counted under a name of its own.

    Examples:
        >>> counted_as("kiosk.submit")
        {'counted_as': 'kiosk.submit'}
    """
    return {COUNTED_AS: name}
