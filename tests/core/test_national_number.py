"""Rule R3: national register numbers and BIS numbers in free text are noticed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oss.core.national_number import is_national_number, national_numbers, without_national_numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("85.07.30-033.28", ["85.07.30-033.28"]),
        ("85073003328", ["85.07.30-033.28"]),
        ("RR: 85 07 30 033 28.", ["85.07.30-033.28"]),
        ("woont in 12 85.07.30-033.28", ["85.07.30-033.28"]),
        ("850730-033 28 en 00.01.01-001.05", ["85.07.30-033.28", "00.01.01-001.05"]),
        ("85073003328 en 85.07.30-033.28", ["85.07.30-033.28"]),
        ("98.47.28-997.65", ["98.47.28-997.65"]),
        ("01 49 07 001 85", ["01.49.07-001.85"]),
        ("85.07.30\u2011033.28", ["85.07.30-033.28"]),
        ("85.07.30\u2014033.28", ["85.07.30-033.28"]),
        ("85\u202f07\u202f30\u202f033\u202f28", ["85.07.30-033.28"]),
        ("85.07.30\n033.28", ["85.07.30-033.28"]),
        ("85,07,30,033,28", ["85.07.30-033.28"]),
        ("(85.07.30) 033\u200b28", ["85.07.30-033.28"]),
        ("\uff18\uff15\uff10\uff17\uff13\uff10\uff10\uff13\uff13\uff12\uff18", ["85.07.30-033.28"]),
        ("85.07.30-033.29", []),
        ("185073003328", []),
        ("850730033281", []),
        ("+32 478 12 34 56, 0478/12.34.56, 015 29 40 10", []),
        ("BE68 5390 0754 7034", []),
        ("0403.019.261", []),
        ("12345678901", []),
        ("", []),
    ],
)
def test_a_number_is_found_in_any_notation_and_nothing_else_is(text: str, numbers: list[str]) -> None:
    assert national_numbers(text) == numbers


def number_of(born: date, added_to_month: int, serial: int) -> str:
    nine = f"{born:%y}{born.month + added_to_month:02}{born:%d}{serial:03}"
    base = int(nine) if born.year < 2000 else int(f"2{nine}")
    return f"{nine}{97 - base % 97:02}"


NUMBERS = st.builds(
    number_of,
    st.dates(date(1927, 1, 1), date(2025, 12, 31)),
    st.sampled_from([0, 20, 40]),
    st.integers(1, 998),
)
WORDS = st.text(
    alphabet=st.characters(exclude_categories=["N"], exclude_characters="+ .-/_–\u00a0"), max_size=20
)


@given(
    NUMBERS,
    st.sampled_from(["{}{}{}{}{}", "{}.{}.{}-{}.{}", "{} {} {} {} {}", "{}/{}/{} {}-{}"]),
    WORDS,
    WORDS,
)
def test_every_valid_number_is_found_whatever_stands_around_it(
    number: str, notation: str, before: str, after: str
) -> None:
    written = notation.format(number[:2], number[2:4], number[4:6], number[6:9], number[9:])
    (found,) = national_numbers(f"{before} {written} {after}")
    assert found.replace(".", "").replace("-", "") == number


@given(NUMBERS, st.integers(0, 10), st.integers(1, 9))
def test_one_mistyped_digit_is_no_number_of_that_century(number: str, place: int, by: int) -> None:
    """A typing error may make a number of the other century, one time in 97; never of its own."""
    digits = list(number)
    digits[place] = str((int(digits[place]) + by) % 10)
    changed = "".join(digits)
    fits = [97 - int(f"{century}{changed[:9]}") % 97 == int(changed[9:]) for century in ("", "2")]
    assert is_national_number(changed) <= any(fits)
    original = [97 - int(f"{century}{number[:9]}") % 97 == int(number[9:]) for century in ("", "2")]
    assert not any(was and now for was, now in zip(original, fits, strict=True))


@given(
    st.lists(NUMBERS | st.from_regex(r"[0-9 .+a-]{0,3}[0-9]{0,12}", fullmatch=True), max_size=6).map(" ".join)
)
def test_what_is_found_stands_in_the_text_and_is_a_number(text: str) -> None:
    found = national_numbers(text)
    assert len(found) == len(set(found))
    digits = "".join(sign for sign in text if sign.isdigit())
    for number in found:
        assert is_national_number(number)
        assert "".join(sign for sign in number if sign.isdigit()) in digits


@given(st.lists(NUMBERS, min_size=1, max_size=4), WORDS)
def test_every_one_of_several_numbers_is_found_once(numbers: list[str], word: str) -> None:
    found = national_numbers(f" {word}, ".join([*numbers, *numbers]))
    assert [one.replace(".", "").replace("-", "") for one in found] == list(dict.fromkeys(numbers))


def test_a_number_is_left_out_of_what_is_kept_without_asking() -> None:
    assert (
        without_national_numbers("Ik ben 85.07.30-033.28, bel 015 10 20 30") == "Ik ben …, bel 015 10 20 30"
    )
    assert without_national_numbers("85073003328 en 00.01.01-001.05") == "… en …"
    assert without_national_numbers("€ 1.250,00 op ½ dag") == "€ 1.250,00 op ½ dag"
