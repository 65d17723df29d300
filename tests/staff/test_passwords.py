"""What is wrong with a password is said in Dutch, to a colleague."""

import re

import pytest
from django.contrib.auth.password_validation import (
    get_default_password_validators,
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.utils import translation

from oss.staff.models import User

NOT_OURS = re.compile(r"\b(uw|u|must|your|password|too)\b", re.IGNORECASE)


def refusal(password: str) -> list[str]:
    user = User(first_name="Lotte", last_name="Peeters", email="lotte.peeters@loket.example")
    with translation.override("nl"), pytest.raises(ValidationError) as caught:
        validate_password(password, user)
    return list(caught.value.messages)


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("kort-9x", "minstens 12 tekens"),
        ("lotte.peeters@loket", "de naam of het mailadres"),
        ("q1w2e3r4t5y6", "te veel mensen"),
    ],
)
def test_a_refused_password_says_why_in_dutch(password: str, expected: str) -> None:
    messages = refusal(password)
    assert expected.lower() in " ".join(messages).lower()
    assert not [message for message in messages if NOT_OURS.search(message)]


def test_the_advice_beside_the_field_is_dutch() -> None:
    with translation.override("nl"):
        advice = [str(text) for text in password_validators_help_texts()]
    assert len(advice) == len(get_default_password_validators()) == 3
    assert "minstens 12 tekens" in " ".join(advice)
    assert not [text for text in advice if NOT_OURS.search(text)]
