"""How Chinese characters sound, so that names are found by their first letters.

The readings are those of the dictionary of the on-screen keyboard, which ships with it.
"""

import json
from functools import cache
from pathlib import Path

_SOUNDS = Path(__file__).parents[1] / "static" / "keyboard" / "pinyin.json"
_USUAL = 30
"""A reading counts if the character is among so many of its syllable: rarer ones only confuse."""


def initials_of(character: str) -> frozenset[str]:
    """Return the first letters of how a character may sound; a letter sounds as itself.

    Examples:
        >>> sorted(initials_of("长")), sorted(initials_of("A")), sorted(initials_of("（"))
        (['c', 'z'], ['a'], ['（'])
    """
    return _initials().get(character) or frozenset(character.casefold())


def usual_initial(character: str) -> str:
    """Return the first letter of how a character usually sounds.

    Examples:
        >>> usual_initial("药")
        'y'
    """
    return usual_sound(character)[0]


def usual_sound(character: str) -> str:
    """Return the syllable of how a character usually sounds.

    Examples:
        >>> usual_sound("药"), usual_sound("A")
        ('yao', 'a')
    """
    return _usual_sounds().get(character, character.casefold())


def initials_in(text: str) -> str:
    """Return the first letters of how a text usually sounds.

    Examples:
        >>> initials_in("开办餐饮店")
        'kbcyd'
    """
    return "".join(map(usual_initial, text))


@cache
def _initials() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for syllable, characters in _syllables().items():
        for character in characters[:_USUAL]:
            found.setdefault(character, set()).add(syllable[0])
    for character, sound in _usual_sounds().items():
        found.setdefault(character, set()).add(sound[0])
    return {character: frozenset(letters) for character, letters in found.items()}


@cache
def _usual_sounds() -> dict[str, str]:
    """Return how each character usually sounds: the syllable that lists it first."""
    places: dict[str, tuple[int, str]] = {}
    for syllable, characters in _syllables().items():
        for place, character in enumerate(characters):
            places[character] = min(places.get(character, (place, syllable)), (place, syllable))
    return {character: sound for character, (_, sound) in places.items()}


@cache
def _syllables() -> dict[str, str]:
    syllables: dict[str, str] = json.loads(_SOUNDS.read_text("utf-8"))["syllables"]
    return syllables
