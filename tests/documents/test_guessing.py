"""What a file is taken for, by its name and by what it answers."""

import pytest

from oss.documents.guessing import OTHER, guesser
from oss.documents.models import DocumentKind

pytestmark = pytest.mark.django_db

BY_NAME = {
    "quote": ["Offerte dak.pdf", "prijsofferte_Janssens.PDF"],
    "invoice": ["Factuur 2026-014.pdf", "slotfactuur.pdf"],
    "contractor_attest": ["Attest van de aannemer (dak).pdf", "aannemersattest.pdf"],
    "epc": ["EPC 2024.pdf", "epc2024.pdf"],
    "asbestos_attest": ["Asbestattest Kerkstraat 5.pdf"],
    "report": ["Plaatsbezoek verslag.docx", "Samenvatting D2026-00001 2026-11-30.pdf"],
    "photo": ["IMG_0412.jpeg", "dak.HEIC"],
    "plan": ["plan.pdf", "Grondplan eerste verdieping.pdf"],
    "basic_deed": ["Basisakte.pdf"],
    "house_rules": ["RIO residentie.pdf", "Reglement van interne orde.pdf"],
    "assembly_call": ["Oproeping AV 12 mei.pdf"],
    "assembly_minutes": ["Notulen AV.pdf", "Verslag AV 2026.pdf"],
    "tax_assessment": [
        "Aanslagbiljet 2025.pdf",
        "aanslagbiljet2025.pdf",
        "AANSLAG-BILJET.pdf",
        "Belastingbrief.jpg",
    ],
    "payslip": ["loonfiche_maart.pdf", "Fiche 281.10.pdf", "loonbrief.png"],
    "bank_statement": ["Rekening uittreksel.pdf", "bankafschrift.pdf"],
    "debts": ["schuldenoverzicht.xlsx"],
    "credit_papers": ["kredietovereenkomst.pdf", "Aflossingstabel.pdf"],
    "welfare_attest": ["attest OCMW.pdf", "OCMW-attest.pdf"],
    "medical": ["Medisch attest.pdf", "doktersattest.pdf"],
    "social_report": ["Sociaal verslag gezin.pdf"],
    "permit": ["Omgevingsvergunning.pdf"],
    "guidance_agreement": ["Akkoordverklaring begeleiding.pdf"],
    "ownership_proof": ["Eigendomsbewijs.pdf"],
    "population_extract": ["Uittreksel bevolkingsregister.pdf", "gezinssamenstelling.pdf"],
    "insurance_policy": ["Verzekeringspolis.pdf"],
    "contract": ["Aannemingscontract.pdf", "Overeenkomst.pdf"],
    OTHER: ["brief.txt", "scan0001.pdf", "stappenplan.pdf", "attest.pdf", ""],
}


def test_a_file_is_known_by_the_words_of_its_name() -> None:
    """Of several kinds in one name the one that fewest may read: an offer with a payslip is a payslip."""
    guess = guesser()
    wrong = {
        name: (code, str(guess.guess(name)))
        for code, names in BY_NAME.items()
        for name in names
        if getattr(guess.guess(name), "code", None) != code
    }
    assert wrong == {}
    assert set(BY_NAME) == set(DocumentKind.objects.values_list("code", flat=True))
    both = guess.guess("offerte en loonfiche.pdf")
    assert both is not None
    assert both.code == "payslip"


def test_where_the_name_says_nothing_what_it_answers_does() -> None:
    """A photo stays a photo, unless few may read what was asked: payslips are often photographed."""
    guess = guesser()
    asked = [
        ("scan0001.pdf", "Re: uw aanslagbiljet", "tax_assessment"),
        ("foto.jpg", "Re: uw offerte", "photo"),
        ("IMG_1.jpg", "Re: uw offerte", "photo"),
        ("IMG_1.jpg", "Re: uw loonfiche", "payslip"),
        ("offerte.pdf", "Re: uw loonfiche", "quote"),
        ("scan.pdf", "Goeiedag", OTHER),
    ]
    found = [(name, subject, guess.guess(name, asked=subject)) for name, subject, _code in asked]
    assert [(name, subject, kind.code if kind else None) for name, subject, kind in found] == asked


def test_an_administrator_adds_a_kind_with_words_of_its_own() -> None:
    DocumentKind.objects.create(name="Energiefactuur", words="Jaarafrekening, meterstand, ef")
    DocumentKind.objects.filter(code="invoice").update(is_active=False)
    guess = guesser()
    names = ["jaarafrekening Luminus.pdf", "EF 2026.pdf", "factuur.pdf", "effect.pdf"]
    assert [str(guess.guess(name)) for name in names] == [
        "Energiefactuur",
        "Energiefactuur",
        "Andere",
        "Andere",
    ]
