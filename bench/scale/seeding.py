"""Fills the database with an invented loket of any size. The same numbers give the same rows.

The rows are made inside PostgreSQL from numbered series: nothing passes through Python and memory stays flat.
Foreign keys and triggers rest meanwhile: these rows have no history, and what triggers do for sort keys,
search text and `DossierParty` is done in bulk. Only the newest `RAW_MAILS` mails have raw bytes on disk; the
others have a message without them.
"""

import json
import math
import time
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection
from django.utils import timezone

from bench.scale import journeys_sql, people_sql, works_sql
from bench.scale.loading import bulk, load
from dossiers.flows.table import FLOWS
from dossiers.models import (
    Acquaintance,
    Capacity,
    Dossier,
    Journey,
    Project,
    ProjectKind,
    Reason,
    ReasonKind,
    Source,
    Stakeholder,
)
from dossiers.quotes.models import Quote, QuoteWork
from dossiers.works.models import Work
from oss.addresses.models import Address, Building, Measure, Street
from oss.contacts.models import Organisation, Person
from oss.core.refusal import Refused
from oss.documents import files
from oss.documents.models import Document, StoredFile
from oss.mail.factories import make_eml
from oss.mail.mailboxes import mailbox_at
from oss.mail.models import RAW_FOLDER, Message, RawMessage
from oss.queues.models import Queue
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import CaseFile

log = structlog.get_logger(__name__)

RAW_MAILS = 100
DAYS = 1_461
TYPES_MOST_COMMON_FIRST = ("information", "advice", "lending", "grant", "loan", "execution", "design")


@dataclass(frozen=True)
class Size:
    """How many rows of what. `mails` are per dossier."""

    dossiers: int
    addresses: int
    mails: int

    @property
    def journeys(self) -> int:
        return math.ceil(self.dossiers * 0.7)

    @property
    def partners(self) -> int:
        return self.journeys * 4 // 10


def seed(size: Size, *, beside_others: bool = False, leave_out: Collection[str] = ()) -> dict[str, Any]:
    """Returns rows per table and the seconds it took. Refused where there are dossiers or people already.

    `leave_out` are tables that stay empty, for who only looks at others.
    """
    if not beside_others and (Dossier.objects.exists() or Person.objects.exists()):
        raise Refused("This database holds dossiers or people already; --anyway adds to them.")
    began = time.monotonic()
    with bulk():
        values = _values(size)
        rows = _load(values, leave_out)
        _keep_some_raw_mails(values)
    return {"rows": rows, "seconds": round(time.monotonic() - began, 1)}


def _load(values: dict[str, Any], leave_out: Collection[str]) -> dict[str, int]:
    people, journeys, works = people_sql, journeys_sql, works_sql
    rows = {}
    with connection.cursor() as cursor:
        for statement in (people.TOOLS, people.TOWNS, journeys.COUNTERS, journeys.WAGONS):
            cursor.execute(statement, values)
    for table, statement in (
        ("addresses_street", people.STREETS),
        ("addresses_building", people.BUILDINGS),
        ("addresses_address", people.ADDRESSES),
        ("staff_user", people.STAFF),
        ("staff_user_groups", people.STAFF_ROLES),
        ("contacts_person", people.PEOPLE),
        ("contacts_contactpoint", people.CONTACT_POINTS),
        ("contacts_alias", people.ALIASES),
        ("contacts_organisation", people.FIRMS),
        ("timeline_casefile", journeys.CASE_FILES),
        ("dossiers_stakeholder", journeys.STAKEHOLDERS),
        ("dossiers_journey", journeys.KEYS + ";" + journeys.JOURNEYS),
        ("dossiers_dossier", journeys.DOSSIERS),
        ("dossiers_dossierparty", journeys.PARTIES),
        ("dossiers_work", works.WORKS),
        ("dossiers_workdossier", works.WORKS_ON_DOSSIERS),
        ("dossiers_quote", works.ASKED + ";" + works.QUOTES),
        ("dossiers_quotework", works.QUOTED_WORKS),
        ("dossiers_quoteline", works.LINES),
        ("dossiers_quoteanswer", works.ANSWERS),
        ("dossiers_decision", works.DECISIONS),
        ("dossiers_stagevisit", journeys.VISITS),
        ("dossiers_informationdetail", journeys.INFORMATION),
        ("timeline_activity", journeys.ACTIVITIES),
        ("timeline_event", journeys.EVENTS),
        ("documents_storedfile", journeys.STORED_FILES),
        ("documents_document", journeys.DOCUMENTS),
        ("timeline_fileddocument", journeys.FILINGS),
        ("mail_message", journeys.MESSAGES),
        ("mail_delivery", journeys.DELIVERIES),
        ("mail_messageaddress", journeys.RECIPIENTS),
        ("timeline_correspondence", journeys.CORRESPONDENCE),
        ("queues_queueitem", journeys.QUEUE_ITEMS),
    ):
        if table not in leave_out and (values["mails"] or statement not in journeys.OF_MAILS):
            began = time.monotonic()
            rows[table] = load(table, statement, values)
            log.debug("scale_loaded", table=table, rows=rows[table], seconds=time.monotonic() - began)
    return rows


def _values(size: Size) -> dict[str, Any]:
    """What the statements name: how many, after which ids, and the words and list values to choose from."""
    words = json.loads((settings.BASE_DIR / "bench/data/names.json").read_text())
    today = timezone.localdate()
    for number, name in enumerate(words["projects"], start=1):
        Project.objects.get_or_create(
            code=f"scale-{number}", defaults={"name": name, "kind": ProjectKind.NEIGHBOURHOOD}
        )
    mailbox = mailbox_at()
    streets = min(len(words["streets"]) * len(words["towns"]), math.ceil(size.addresses / 100))
    flows = [(flow.type.value, stage) for flow in FLOWS.values() for stage in flow.names]
    return {
        "dossiers": size.dossiers,
        "journeys": size.journeys,
        "partners": size.partners,
        "people": size.journeys + size.partners,
        "addresses": size.addresses,
        "buildings": math.ceil(size.addresses / streets / 40),
        "streets": streets,
        "towns": len(words["towns"]),
        "users": min(500, 20 + size.dossiers // 2_000),
        "firms": 20 + size.dossiers // 50,
        "mails": size.mails,
        **{
            f"{name}_base": _newest(model)
            for name, model in {
                "street": Street,
                "address": Address,
                "building": Building,
                "user": User,
                "person": Person,
                "firm": Organisation,
                "case_file": CaseFile,
                "stakeholder": Stakeholder,
                "journey": Journey,
                "dossier": Dossier,
                "stored_file": StoredFile,
                "document": Document,
                "message": Message,
                "work": Work,
                "quote": Quote,
                "quoted": QuoteWork,
            }.items()
        },
        "numbered": max(_newest(Dossier), _newest(Journey)),
        "start": today - timedelta(days=DAYS),
        "today": today,
        "first_names": words["first_names"],
        "last_names": words["last_names"],
        "street_names": words["streets"],
        "town_codes": [code for code, _name, _postcode in words["towns"]],
        "town_names": [name for _code, name, _postcode in words["towns"]],
        "postcodes": [postcode for _code, _name, postcode in words["towns"]],
        "firm_kinds": [kind for kind, _name in words["firms"]],
        "firm_names": [name for _kind, name in words["firms"]],
        "questions": words["questions"],
        "roles": _ids(Group.objects.filter(name__in=[Role.DESK, Role.FILE_HANDLER, Role.COACH])),
        "types": list(TYPES_MOST_COMMON_FIRST),
        "flow_types": [of_type for of_type, _stage in flows],
        "flow_stages": [stage for _type, stage in flows],
        "measures": _ids(Measure.objects.active()),
        "capacities": _ids(Capacity.objects.active()),
        "sources": _ids(Source.objects.active()),
        "acquaintances": _ids(Acquaintance.objects.active()),
        "projects": _ids(Project.objects.active()),
        "reason": Reason.objects.filter(kind=ReasonKind.ABANDON)[0].pk,
        "chosen": Reason.objects.get(code="choose_price").pk,
        "queues": _ids(Queue.objects.active()),
        "mailbox": mailbox.pk,
        "mailbox_address": mailbox.address,
    }


def _newest(model: Any) -> int:
    return model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _ids(rows: Any) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _keep_some_raw_mails(values: dict[str, Any]) -> None:
    newest = Message.objects.filter(pk__gt=values["message_base"]).order_by("-pk")[:RAW_MAILS]
    raws = []
    for message in newest:
        raw = make_eml(
            sender=f"{message.from_name} <{message.from_address}>",
            subject=message.subject,
            text=message.text,
            message_id=message.message_id,
        )
        sha256 = files.keep(RAW_FOLDER, raw)
        raws.append(
            RawMessage(
                sha256=sha256, size=len(raw), mailbox_id=values["mailbox"], message=message, source="scale"
            )
        )
    RawMessage.objects.bulk_create(raws)
