"""Text of people holds no sign that nobody sees, wherever it was pasted from."""

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from oss.core.forms import Form
from oss.core.plain_text import at_most, one_line, visible

TURNED, NOTHING_WIDE = "\u202e", "\u200b"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (f"Peeters{TURNED}exe", "Peetersexe"),
        (f"Jan{NOTHING_WIDE}ssens\ufeff", "Janssens"),
        ("Jan\u200dssens\u200c", "Janssens"),
        ("nul\x00 en bel\x07", "nul en bel"),
        ("half\ud800", "half"),
        ("een\x85twee\u2028drie\tvier\r\nvijf", "een\ntwee\ndrie\tvier\r\nvijf"),
        ("👩‍👧‍👦 ❤️‍🔥", "👩‍👧‍👦 ❤️‍🔥"),  # each one sign, of several
        ("می‌خواهم", "می‌خواهم"),  # a joiner that is spelling
        ("‘t Ééntje, naïef – Łukasz Đỗ", "‘t Ééntje, naïef – Łukasz Đỗ"),
    ],
)
def test_what_nobody_sees_falls_away_and_the_rest_stays(typed: str, read: str) -> None:
    assert visible(typed) == read


def test_one_line_has_a_space_where_a_line_ended() -> None:
    assert one_line("Jan \r\n Janssens\tjr\u2029x") == "Jan Janssens jr x"


@given(st.text())
def test_reading_twice_changes_nothing_more(typed: str) -> None:
    assert visible(visible(typed)) == visible(typed)
    assert one_line(one_line(typed)) == one_line(typed)


class Example(Form):
    name = forms.CharField()
    text = forms.CharField(widget=forms.Textarea)
    mail = forms.EmailField(required=False)
    kind = forms.ChoiceField(choices=[("a", "A")], required=False)
    password = forms.CharField(widget=forms.PasswordInput, required=False)


def test_every_field_of_a_form_keeps_what_was_read() -> None:
    form = Example(
        {
            "name": f"Jan\x00\n{TURNED}Janssens",
            "text": f"een{NOTHING_WIDE}\r\ntwee",
            "mail": "\u202ajan@example.be\u202c",
            "kind": "\u200ea",
            "password": f"ge{NOTHING_WIDE}heim",
        }
    )
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {
        "name": "Jan Janssens",
        "text": "een\r\ntwee",
        "mail": "jan@example.be",
        "kind": "a",
        "password": f"ge{NOTHING_WIDE}heim",
    }


def test_a_refused_form_shows_what_was_read() -> None:
    form = Example({"name": f"Jan{TURNED}", "text": ""})
    assert not form.is_valid()
    assert 'value="Jan"' in str(form["name"])


def test_a_name_of_nothing_but_what_nobody_sees_is_no_name() -> None:
    assert "name" in Example({"name": f"{NOTHING_WIDE}{TURNED}\x00", "text": "x"}).errors


def test_one_sign_that_stands_for_many_counts_as_many() -> None:
    """U+FDFA is eighteen: what is looked for with it grew past every limit, and cost a minute."""
    assert at_most("Café ½ 12²", 200) == "Café ½ 12²"
    assert at_most("abc" * 100, 10) == "abcabcabca"
    assert at_most("\ufdfa" * 300, 200) == "\ufdfa" * 11
    assert at_most("", 5) == ""
