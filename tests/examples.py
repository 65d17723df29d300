"""What stands in the gaps of the examples that pages are announced with: keys of one of everything."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import time

from django.urls import reverse

from dossiers.factories import information_dossier, work_on
from dossiers.models import Dossier, ReferralProduct, RelationKind
from dossiers.operations.referring import refer
from dossiers.operations.relating import relate_dossiers
from dossiers.quotes.models import Quote
from dossiers.schemes.models import SchemeVersion
from dossiers.schemes.operations import keep_check
from dossiers.surveys.operations import ask_survey
from dossiers.types.design.model import FinancingLine, Study
from dossiers.types.execution.model import StreetElement
from dossiers.types.execution.operations import add_complaint
from dossiers.types.lending.operations.stock import hand_out_stock
from dossiers.works.models import Work
from dossiers.works.operations import add_photo
from dossiers.works.photos import PhotoMoment
from oss.addresses.factories import AddressFactory
from oss.addresses.models import EnergyCertificate
from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.contacts.merging.operations import merge
from oss.contacts.models import AssociationBuilding, ContactPoint, DuplicatePair, Employment, Organisation
from oss.contacts.operations.pool import add_evaluation, add_training
from oss.core.pages import pages
from oss.documents.demo import picture_of
from oss.documents.storing import add_document
from oss.documents.uploads import Upload
from oss.mail.factories import File
from oss.mail.models import Attachment
from oss.mail.reading import inline_image_url
from oss.staff.models import User
from oss.staff.roles import Role
from oss.staff.rosters.models import DeskPlace, RosterLine
from oss.timeline.models import Activity
from oss.timeline.operations import ask_request
from tests.browser.contacts_scenery import known_contacts
from tests.browser.scenery import apartment_building, mail, shared_work
from tests.dossiers.borrowed import everything as loans
from tests.dossiers.contacted import contact
from tests.dossiers.designed import full_design
from tests.dossiers.granted import one_of_each
from tests.dossiers.lent import bags, meter, request_for, reserved
from tests.dossiers.quoted import roof_with_quotes
from tests.dossiers.repaid import everything as repaid
from tests.dossiers.surveyed import newest_link

NOTHING = defaultdict(
    lambda: "1",
    dossier="D2026-00001",
    design="D2026-00001",
    execution="D2026-00001",
    lending="D2026-00001",
    loan_dossier="D2026-00001",
    drawn_loan="D2026-00001",
    grant="D2026-00001",
    journey="R2026-00001",
)
"""Keys that fit the paths and belong to no record."""
NOT_OURS = {"account_confirm_email": ["key"], "account_reset_password_from_key": ["1", "key"]}


def path_of(url_name: str, keys: Mapping[str, object] = NOTHING) -> str:
    """The example of a page, filled in."""
    announced = pages().get(url_name)
    if announced is None:
        return reverse(url_name, args=NOT_OURS.get(url_name, []))
    return reverse(url_name, args=[part.format_map(keys) for part in announced.example])


def first_role(url_name: str) -> Role:
    """The first role whose account in the demo may open the page."""
    access = pages()[url_name].access
    return next(role for role in Role if access.allows(User.objects.with_role(role).get()))


def advised(lotte: User) -> dict[str, object]:
    """A work, and what the dossier that advises it has to do with it."""
    work = work_on(information_dossier(by=lotte, address=AddressFactory.create()))
    return {"advised_work": work.pk, "advised": work.on_dossiers.get().pk}


def checked(dossier: str, lotte: User) -> dict[str, object]:
    """A scheme that every loket starts with, its sheet, and a check that was kept."""
    version = SchemeVersion.objects.get(code="mvp_roof:2026-03-01")
    check = keep_check(Dossier.objects.get(number=dossier), by=lotte)
    return {"scheme": version.scheme_id, "scheme_version": version.pk, "rights_check": check.pk}


def lending(lotte: User) -> dict[str, object]:
    """A meter that is reserved, and bags that were handed out."""
    dossier = request_for(by=lotte)
    loan = reserved(dossier, meter(), by=lotte)
    move = hand_out_stock(dossier, bags(20), by=lotte, quantity=2)
    keys = {"piece": loan.piece_id, "loan": loan.pk, "stock": move.kind_id, "stock_move": move.pk}
    return keys | {"lending": dossier.number}


def roster_line() -> int:
    """Of a desk that is open on Mondays."""
    place = DeskPlace.objects.create(name="Huis van de Mechelaar")
    row = RosterLine.objects.create(place=place, weekday=1, opens=time(9), closes=time(12))
    return row.pk


def one_of_everything() -> dict[str, object]:
    """For every gap the key of a record, all of which the accounts of the demo may see."""
    keys = known_contacts() | shared_work() | apartment_building()
    lotte, karim, griet = (
        User.objects.get(email=f"{name}@loket.example") for name in ("lotte", "karim", "griet")
    )
    logo = File("logo.png", b"\x89PNG\r\n\x1a\n", "image/png", content_id="logo@x")
    mail("Koen Wouters <koen@burger.example>", "Met logo", html='<img src="cid:logo@x">', attachments=[logo])
    picture = Attachment.objects.get(name="logo.png")
    contractor = OrganisationFactory.create()
    twin = PersonFactory.create(first_name="Ann", last_name="De Smedt")
    merged = merge(PersonFactory.create(first_name="An", last_name="De Smedt"), twin, by=lotte)
    quoted = roof_with_quotes(by=lotte)
    quote = Quote.objects.received().earliest("pk")
    execution = information_dossier(
        by=lotte, subtype="execution_verbouwbegeleiding", assignee=lotte, address=AddressFactory.create()
    )
    design = full_design(by=lotte)
    ask_survey(execution, by=lotte)
    return keys | {
        "attachment": Attachment.objects.get(name="attest.pdf").pk,
        "inline_image": inline_image_url(picture.pk, lotte).rstrip("/").rpartition("/")[2],
        "document": add_document(
            data=b"%PDF-1.4 c", name="attest.pdf", content_type="application/pdf", by=lotte
        ).pk,
        "task": Activity.objects.filter(title="Terugbellen over het dak").get().pk,
        "request": ask_request(
            Activity.objects.filter(title="Terugbellen over het dak").get().case_file,
            of=contractor,
            text="Is de stelling inbegrepen?",
            by=lotte,
        ).pk,
        "referral": refer(
            Dossier.objects.get(number=keys["dossier"]),
            by=lotte,
            product=ReferralProduct.objects.get(code="energy_scan"),
            organisation=contractor,
        ).pk,
        "relation": relate_dossiers(
            Dossier.objects.get(number=keys["dossier"]),
            information_dossier(by=lotte),
            by=lotte,
            kind=RelationKind.objects.get(code="neighbours"),
        ).pk,
        "execution": execution.number,
        "street_element": StreetElement.objects.all()[0].pk,
        "complaint": add_complaint(
            execution, by=lotte, reported_on=execution.opened_on, about="contr", what="Lek bij de dakgoot."
        ).pk,
        "design": design.number,
        "study": Study.objects.get().pk,
        "means": FinancingLine.objects.get().pk,
        "work": Work.objects.get(measure__code="roof").pk,
        "photographed_work": quoted.pk,
        "photo": add_photo(
            quoted,
            Upload(picture_of(150, 110, 90), "dak.png", "image/png"),
            by=lotte,
            moment=PhotoMoment.BEFORE,
        ).pk,
        "quoted_work": quoted.pk,
        **advised(lotte),
        **lending(lotte),
        **checked(str(keys["dossier"]), lotte),
        **loans(by=karim, other=griet),
        **repaid(by=karim, other=griet),
        **one_of_each(),
        "contact_moment": contact(by=lotte).pk,
        "roster_line": roster_line(),
        "quote": quote.pk,
        "quote_part": quote.parts.get().pk,
        "token": newest_link().split("/")[2],
        "certificate": EnergyCertificate.objects.earliest("pk").pk,
        "contractor": contractor.pk,
        "training": add_training(contractor, by=lotte, name="Asbestveilig werken").pk,
        "evaluation": add_evaluation(contractor, by=lotte, score=4).pk,
        "employment": Employment.objects.get().pk,
        "association_building": AssociationBuilding.objects.get().pk,
        "point": ContactPoint.objects.filter(person=keys["person"])[0].pk,
        "pair": DuplicatePair.objects.open()[0].pk,
        "merge": merged.pk,
        "twin_person": keys["twin"],
        "twin_organisation": Organisation.objects.get(name="VME Residentie De Dijle").pk,
    }
