"""House numbers, boxes and whole lines as the register writes them, for anything that somebody types."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from hypothesis import assume, given
from hypothesis import strategies as st

from oss.addresses import formats, notation
from oss.addresses.models import Address, Municipality, Street
from oss.core.text_search import fold

WORDS_WITH_A_MEANING = (
    *(
        "bus",
        "box",
        "bte",
        "bt",
        "app",
        "apt",
        "appt",
        "flat",
        "te",
        "in",
        "nr",
        "nummer",
        "num",
        "stad",
        "verd",
    ),
    *("gemeente", "be", "bel", "olv", "boite", "ville", "floor", "unit", "kamer", "studio", "etage", "busnr"),
)
HOUSES = st.from_regex(r"\A[A-Z0-9]([A-Z0-9 /_.-]{0,8}[A-Z0-9])?\Z")
BOXES = st.from_regex(r"\A-?[A-Za-z0-9]([A-Za-z0-9./_-]{0,7}[A-Za-z0-9])?\Z").filter(
    lambda box: box != "0" and "bus" not in box.lower()
)
NAMES = st.from_regex(r"\A[A-Z][a-z]{2,12}([ -][A-Z][a-z]{2,8})?\Z").filter(
    lambda name: not {*WORDS_WITH_A_MEANING} & {*fold(name).split()}
)
SPACE = st.sampled_from(["", " ", "  ", "\t"])
TYPED = st.one_of(st.text(max_size=12), st.text("0123aAbusBUS -./\x00\n\u200b", max_size=12))


@given(TYPED, st.sampled_from([formats.house_number, formats.box_number]))
def test_what_is_typed_is_brought_into_the_register_s_form_once_and_for_all_or_refused(
    typed: str, form: Callable[[str], str]
) -> None:
    try:
        clean = form(typed)
    except ValidationError:
        return
    assert form(clean) == clean == clean.strip()
    assert clean.isprintable()
    if form is formats.house_number:
        assert clean == clean.upper()
        assert formats.HOUSE_NUMBER.fullmatch(clean)
    else:
        assert clean == "" or formats.BOX_NUMBER.fullmatch(clean)
        assert clean != "0"
        assert "bus" not in clean.lower()


@given(SPACE, HOUSES, SPACE)
def test_a_house_number_of_the_register_is_kept_however_it_is_typed(
    before: str, house: str, after: str
) -> None:
    assert formats.house_number(f"{before}{house.lower()}{after}") == house


@given(BOXES, st.sampled_from(["", "bus ", "Bus  ", " BUS "]))
def test_a_box_of_the_register_is_kept_with_and_without_its_word(box: str, word: str) -> None:
    assert formats.box_number(f"{word}{box}") == box


@given(
    NAMES,
    st.from_regex(r"\A[1-9][0-9]{0,2}[A-Z]?\Z"),
    st.one_of(st.just(""), st.from_regex(r"\A[1-9A-Z][0-9A-Z]{0,3}([./-][0-9]{1,2})?\Z")),
    st.integers(1000, 9999),
    NAMES,
)
def test_the_line_of_an_address_holds_its_parts_and_is_read_back(
    name: str, house: str, box: str, postcode: int, town: str
) -> None:
    assume("BUS" not in box and any(sign.isdigit() for sign in box[:1] or "1"))
    street = Street(name=name, municipality=Municipality(nis_code="12025", name=town))
    address = Address(street=street, house_number=house, box_number=box, postcode=str(postcode))
    middle = f" bus {box}" if box else ""
    assert address.register_line == f"{name} {house}{middle}, {postcode} {town}"
    read = notation.read(address.register_line)
    assert read.postcodes[0] == str(postcode)
    door = read.doors()[0]
    assert (door.house, door.box or "") == (house, box)
    assert read.fit(fold(name)).is_whole


@pytest.mark.parametrize("typed", ["1\x002", "1\n2", "1\u200b2"])
@pytest.mark.parametrize("form", [formats.house_number, formats.box_number])
def test_signs_that_nobody_sees_are_refused(typed: str, form: Callable[[str], str]) -> None:
    with pytest.raises(ValidationError):
        form(typed)
