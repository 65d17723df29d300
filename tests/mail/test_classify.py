"""Mail of machines: what comes back, answers by itself or takes no replies; and people, who are none."""

from itertools import product

import pytest

from oss.mail.classify import Automatic, takes_no_replies
from oss.mail.parse import parse
from tests.mail.conftest import CORPUS

TO = "To: loket@mechelen.example\r\nMIME-Version: 1.0\r\n"


def kind(*lines: str, body: str = "Dag,\r\n\r\nGroeten") -> Automatic:
    return parse(("\r\n".join(lines) + "\r\n" + TO + "\r\n" + body).encode()).automatic


def report(report_type: str, part: str) -> tuple[str, str]:
    """Content-Type and body of a report."""
    return (
        f'Content-Type: multipart/report; boundary="b"{report_type}',
        f"--b\r\n\r\nZie hieronder.\r\n--b\r\nContent-Type: {part}\r\n\r\nAction: failed\r\n\r\n--b--\r\n",
    )


DAEMONS = (
    "MAILER-DAEMON <>",
    "Mail Delivery System <MAILER-DAEMON@mx.example>",
    "MAILER-DAEMON (Mail Delivery System)",
    "<MAILER-DAEMON>",
    "Mail Delivery Subsystem <mailer-daemon@mail.example>",
    "mailerdaemon@mx.example",
    "Mail Delivery Subsystem <bounce@mx.example>",
    "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@firma.example>",
)
OFFICIALS = (
    "postmaster@firma.example",
    "Postmaster <mail@firma.example>",
    "<>",
    "",
    "Firma <info@firma.example>",
)
FAILURES = (
    "Undelivered Mail Returned to Sender",
    "Undeliverable: Uw dossier",
    "Delivery Status Notification (Failure)",
    "Delivery Status Notification (Delay)",
    "Mail delivery failed: returning message to sender",
    "failure notice",
    "Returned mail: see transcript for details",
    "Onbestelbaar: Uw dossier",
    "Niet bestelbaar: Uw dossier",
    "Bericht kan niet worden bezorgd",
    "Unzustellbar: Ihre Akte",
    "Non remis : votre dossier",
    "Échec de la remise : votre dossier",
    "Warning: could not send message for past 4 hours",
)
SIGNS = ("Return-Path: <>", "Auto-Submitted: auto-replied", "Auto-Submitted: auto-generated (failure)")


def bounces() -> list[Automatic]:
    plain = [kind(f"From: {one}", "Subject: Uw dossier") for one in DAEMONS]
    plain += [
        kind(f"From: {one}", sign, f"Subject: {subject}")
        for one, sign, subject in product(OFFICIALS, SIGNS, FAILURES)
    ]
    plain += [kind(f"From: {one}", "Return-Path: <>", "Subject: Bericht") for one in OFFICIALS[:4]]
    plain += [kind("From: postmaster@firma.example", f"Subject: {subject}") for subject in FAILURES]
    plain += [kind("From: info@firma.example", "X-Failed-Recipients: weg@x.example", "Subject: Mail")]
    for report_type, part in (
        ("; report-type=delivery-status", "message/delivery-status"),
        ('; report-type="feedback-report"', "message/feedback-report"),
        ("; report-type=Delivery-Status", "message/global-delivery-status"),
        ("", "message/delivery-status"),
    ):
        header, body = report(report_type, part)
        plain.append(kind("From: abuse@telecom.example", "Subject: Bericht", header, body=body))
    wrapped = "--m\r\n{}\r\n\r\n{}\r\n--m--\r\n".format(*report("", "message/delivery-status"))
    mixed = 'Content-Type: multipart/mixed; boundary="m"'
    plain.append(kind("From: it@firma.example", "Return-Path: <>", "Subject: Mail", mixed, body=wrapped))
    return plain


def test_at_least_98_bounces_in_a_hundred_are_seen() -> None:
    found = bounces()
    assert len(found) > 200
    assert found.count(Automatic.BOUNCE) >= 0.98 * len(found)


def test_a_part_with_a_charset_that_is_none_hinders_nobody_who_looks_for_reports() -> None:
    raw = b"From: a@x.example\r\nContent-Type: text/plain; charset=a\x00b\r\n\r\ncaf\xe9"
    assert parse(raw).problem is None


FORWARDED = (
    'Content-Type: multipart/mixed; boundary="m"',
    "--m\r\n\r\nWat is dit?\r\n--m\r\nContent-Type: message/rfc822\r\n\r\n{}\r\n\r\n{}\r\n--m--\r\n".format(
        *report("; report-type=delivery-status", "message/delivery-status")
    ),
)


@pytest.mark.parametrize(
    ("lines", "body"),
    [
        (("From: Jan <postmaster@firma.example>", "Subject: Vraag over mijn dak"), "Dag"),
        (("From: Jan <postmaster@firma.example>", "Auto-Submitted: no", "Subject: Vraag"), "Dag"),
        (("From: Jan <jan@burger.example>", "Subject: Onbestelbaar: uw brief van vorige week"), "Dag"),
        (("From: Jan <jan@burger.example>", "Subject: RE: Undeliverable: Uw dossier"), "Dag"),
        (("From: Daan Maes <daan.daemon@burger.example>", "Subject: Premie"), "Dag"),
        (("From: Jan <jan@burger.example>", "Subject: Kijk eens", FORWARDED[0]), FORWARDED[1]),
        (("From: Ooo <ooo@burger.example>", "Subject: Ooo wat een mooie premie"), "Dag"),
        (("From: Jan <jan@burger.example>", "Subject: RE: Automatisch antwoord: Uw dossier"), "Dag"),
        (("From: Jan <jan@burger.example>", "Subject: Afwezig bij het plaatsbezoek"), "Dag"),
        (("From: Jan <jan@burger.example>", "Subject: Ik ben niet op kantoor maar thuis"), "Dag"),
        (("From: Jan <jan@burger.example>", "Subject: Out of office space: een kantoor isoleren"), "Dag"),
        (("From: Jan <jan@burger.example>", "Subject: Je suis absente mardi, une autre date ?"), "Dag"),
        (("From: Jan <jan@burger.example>", "Subject: Vakantie: wanneer zijn jullie open?"), "Dag"),
        (("From: Arno Reply <arno.replyns@burger.example>", "Subject: Premie"), "Dag"),
    ],
)
def test_a_person_is_no_machine(lines: tuple[str, ...], body: str) -> None:
    assert kind(*lines, body=body) == Automatic.NONE


@pytest.mark.parametrize(
    "sign", ["Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: All", "Return-Path: <>"]
)
def test_what_a_form_sends_is_written_by_whom_the_answer_goes_to(sign: str) -> None:
    form = ("From: Webformulier <noreply@formulier.example>", sign, "Subject: Contactformulier")
    assert kind(*form, "Reply-To: Mia Claes <mia@burger.example>") == Automatic.NONE
    assert kind(*form) == Automatic.AUTO_REPLY
    assert kind(*form, "Reply-To: no-reply@formulier.example") == Automatic.AUTO_REPLY
    assert kind(*form, "Reply-To: noreply@formulier.example") == Automatic.AUTO_REPLY
    absent = ("From: Mia <mia@burger.example>", "Auto-Submitted: auto-replied", "Subject: Dag")
    assert kind(*absent, "Reply-To: mia@thuis.example") == Automatic.AUTO_REPLY


@pytest.mark.parametrize(
    "subject",
    [
        *("Afwezigheid", "Afwezig: Re: Uw dossier", "Afwezigheidsbericht", "Ik ben afwezig tot 5 december"),
        *("Out of Office", "Out of Office Re: Uw dossier", "[Out of the office] Dag", "OOO: Uw dossier"),
        *("Automatic reply: Uw dossier", "Automatisch antwoord: Uw dossier", "Autoreply", "Auto-Reply: x"),
        *("Abwesend", "Abwesenheitsnotiz: Ihre Akte", "Automatische Antwort: Akte"),
        *("Absence du bureau", "Absence du bureau : Re: dossier", "Réponse automatique : dossier"),
        *("Auto: Out of Office", "Automatische reactie: dossier", "RE: dossier (automatisch antwoord)"),
        *("Je suis absente jusqu'au 5 décembre", "Réponse d'absence : dossier"),
        *("Met vakantie tot 12/12", "In verlof Re: Uw dossier", "En congé : Re: dossier", "Urlaub: AW: Akte"),
    ],
)
def test_an_absence_is_known_by_its_subject_alone(subject: str) -> None:
    assert kind("From: Jan <jan@burger.example>", f"Subject: {subject}") == Automatic.AUTO_REPLY
    assert kind("From: postmaster@firma.example", f"Subject: {subject}") == Automatic.AUTO_REPLY


@pytest.mark.parametrize(
    "local",
    [
        *("no-reply", "noreply", "NoReply+12", "no_reply", "donotreply", "do-not-reply", "dont-reply"),
        *("ne-pas-repondre", "nepasrepondre", "ne_pas_repondre", "sans-reponse", "pas-de-reponse"),
        *("niet-beantwoorden", "niet.antwoorden", "geen-antwoord", "gelieve-niet-te-antwoorden"),
        *("nicht-antworten", "keine-antwort", "formulier-noreply", "mechelen.no-reply", "noreply2"),
    ],
)
def test_an_address_that_takes_no_replies_says_so_in_four_languages(local: str) -> None:
    assert kind(f"From: Dienst <{local}@dienst.example>", "Subject: Bevestiging") == Automatic.NO_REPLY


@pytest.mark.parametrize(
    "address",
    ["nora.reply@x.example", "noe@x.example", "nicht@x.example", "no@reply.example", "geens@x.example"],
)
def test_an_address_that_only_looks_so_takes_replies(address: str) -> None:
    assert not takes_no_replies(address)


def test_every_delivery_report_of_the_outside_mails_is_seen() -> None:
    folder = CORPUS / "okfde+froide" / "bounce"
    if not folder.is_dir():
        pytest.skip("the outside mails are not beside this repository")
    mails = [parse(path.read_bytes()) for path in folder.iterdir() if path.suffix in {".eml", ".txt"}]
    assert {mail.automatic for mail in mails} == {Automatic.BOUNCE}
