"""A name as mail programs write it is read as first and last name."""

import pytest

from oss.contacts.person_names import split_name


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Claes, Nele", "Nele", "Claes"),
        ("CLAES, Nele", "Nele", "Claes"),
        ("De Backer, Jan Piet", "Jan Piet", "De Backer"),
        ("VAN DEN BERGHE Nele", "Nele", "Van den Berghe"),
        ("Nele VAN DEN BERGHE", "Nele", "Van den Berghe"),
        ("VAN DEN BERGHE, Nele", "Nele", "Van den Berghe"),
        ("VAN DE VELDE-MAES An Sofie", "An Sofie", "Van de Velde-Maes"),
        ("VAN DER AA Jo", "Jo", "Van der Aa"),
        ("D'HONDT Nele", "Nele", "D'Hondt"),
        ("VAN 'T HOF Jo", "Jo", "Van 't Hof"),
        ("DE WIT Loïs", "Loïs", "De Wit"),
        ("NELE CLAES", "Nele", "Claes"),
        ("Nele Claes", "Nele", "Claes"),
        ("Nele Van den Berghe", "Nele", "Van den Berghe"),
        ("J. CLAES", "J.", "Claes"),
        ("Claes, Nele (Stad Mechelen)", "Nele", "Claes"),
        ("CLAES Nele [extern]", "Nele", "Claes"),
        ("Familie Claes", "", "Claes"),
        ("Nele", "Nele", ""),
        ("nele@burger.example via Formulier", "", ""),
        ("", "", ""),
    ],
)
def test_a_name_in_every_notation_is_read(text: str, first: str, last: str) -> None:
    assert split_name(text) == (first, last)
