from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from core.cases.numbering import (
    ALPHABET,
    RANDOM_SYMBOLS,
    case_number,
    is_case_number,
    normalised,
)

days = st.dates(date(2020, 1, 1), date(2099, 12, 31))
symbols = st.text(ALPHABET, min_size=RANDOM_SYMBOLS, max_size=RANDOM_SYMBOLS)
numbers = st.builds(case_number, days, symbols)


@given(numbers)
def test_a_number_as_given_is_a_case_number(number):
    assert is_case_number(number)
    assert normalised(number) == number


@given(numbers, st.data())
def test_one_wrong_symbol_is_found(number, data):
    place = data.draw(st.sampled_from([at for at, symbol in enumerate(number) if symbol != "-"]))
    alphabet = "0123456789" if place < 6 else ALPHABET
    wrong = data.draw(st.sampled_from(alphabet).filter(lambda symbol: symbol != number[place]))

    assert not is_case_number(number[:place] + wrong + number[place + 1 :])


@given(numbers, st.data())
def test_two_neighbours_swapped_are_found(number, data):
    plain = number.replace("-", "")
    place = data.draw(st.integers(0, len(plain) - 2))
    first, second = plain[place], plain[place + 1]
    swapped = plain[:place] + second + first + plain[place + 2 :]

    assert first == second or not is_case_number(swapped)


@given(numbers)
def test_however_it_is_typed_it_is_the_same_number(number):
    for typed in (number.lower(), number.replace("-", " "), f"  {number.replace('-', '')} "):
        assert normalised(typed) == number
        assert is_case_number(typed)


@given(st.text(max_size=20))
def test_any_text_is_judged_without_an_error(text):
    assert isinstance(is_case_number(text), bool)


def test_the_alphabet_has_no_look_alikes_and_a_prime_size():
    assert not set(ALPHABET) & set("0O1IL2Z5S8BUV")
    assert len(set(ALPHABET)) == len(ALPHABET) == 23
