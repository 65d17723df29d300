"""Yesterday's loket survives: a dump of it is restored, migrated, brought up to date, and is all there.

Who moves a table, a column, a filter, a URL or a code says here what stands for it now (`MOVED`), and adds to
the manifest what the next move must not lose. The dump was made once, by operations and pages of that time;
what made it went when it no longer ran on later code, and stands in the history of November 2026.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from dossiers.models import Dossier, Journey, Subtype
from dossiers.works.models import Work
from oss.addresses.models import Address, Building
from oss.contacts.models import Merge, Organisation, Person
from oss.core import reference
from oss.core.registry import offered
from oss.documents.models import CLASSES, DocumentClass
from oss.documents.papers import PaperHolder
from oss.documents.tasks import describe_papers
from oss.lists.declaration import ListDefinition
from oss.lists.saved.models import SavedView
from oss.lists.selection import selection
from oss.lists.state import ListState
from oss.mail.models import Message
from oss.queues.models import Queue, QueueItem
from oss.staff.models import User
from tests.upgrade import seeing
from tests.upgrade.restoring import HERE, fresh_database, restore, unpack_files

MANIFEST = json.loads((HERE / "manifest.json").read_text())
MADE = datetime.fromisoformat(MANIFEST["made_at"]) + timedelta(minutes=1)

_BROADER = "('roof', 'windows_and_doors', 'heating', 'heat_pump', 'hot_water', 'other_work')"
MOVED: dict[str, str] = {
    "contacts_speciality": f"addresses_measure WHERE kind <> 'study' AND code NOT IN {_BROADER}",
    "addresses_donework": "dossiers_work",
    "addresses_doneworkevent": "dossiers_workevent",
}
"""By the name of a table of then: what holds its rows now, as it stands after FROM ("works WHERE …")."""

SINCE = {"next_due"}
"""Columns that lists show by themselves since: a view that chose no columns shows them too."""

BOOKKEEPING = {"django_migrations", "django_content_type", "auth_permission", "auth_group_permissions"}
"""What each release adds to; so do histories, where a migration changes rows."""

SIGN_IN = "/account/login/"

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("witness")]


@dataclass(frozen=True)
class Restored:
    """The rows of each table: as migrated, brought up to date, and once more. `files` is their folder."""

    migrated: dict[str, int]
    synced: dict[str, int]
    again: dict[str, int]
    files: Path


@pytest.fixture(scope="module", autouse=True)
def restored(
    _reference_data_in_every_test_database: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
    worker_id: str,
) -> Iterator[Restored]:
    files = tmp_path_factory.mktemp("witness")
    unpack_files(files)
    with django_db_blocker.unblock(), fresh_database(f"test_witness_{worker_id}"):
        restore()
        call_command("migrate", verbosity=0, interactive=False)
        migrated = rows()
        reference.sync()
        synced = rows()
        reference.sync()
        yield Restored(migrated, synced, rows(), files)


@pytest.fixture(autouse=True)
def _files_in_a_folder_of_their_own(restored: Restored, settings: Any) -> None:
    """Those that came with the dump."""
    settings.MEDIA_ROOT = restored.files


@pytest.fixture(autouse=True)
def _the_day_of_the_witness() -> Iterator[None]:
    """What is late, or of the last thirty days, is so as it was."""
    with time_machine.travel(MADE):
        yield


@pytest.fixture
def signed_in() -> Callable[[str], Client]:
    """`signed_in("lotte")`: where this colleague of the demo is signed in."""
    return cache(seeing.browser)


def rows() -> dict[str, int]:
    found = seeing.counts()
    with connection.cursor() as cursor:
        for table, now in MOVED.items():
            cursor.execute(f"SELECT count(*) FROM {now}")  # noqa: S608 - our own words
            (found[table],) = cursor.fetchone()
    return found


def opened(signed_in: Callable[[str], Client], who: str, url: str) -> tuple[bool, Any]:
    """Whether it opens for this colleague, by itself or where it leads to; and the page."""
    page = signed_in(who).get(url, follow=True)
    if page.streaming:
        list(page.streaming_content)  # which closes its file
    asks_to_sign_in = any(one.startswith(SIGN_IN) for one, _code in page.redirect_chain)
    return page.status_code == HTTPStatus.OK and not asks_to_sign_in, page


def test_no_row_is_lost_and_none_comes_twice(restored: Restored) -> None:
    then, now = MANIFEST["counts"], restored.migrated
    grows = {one for one in then if one in BOOKKEEPING or one.endswith(("event", "pghistory_context"))}
    fewer = {one: (then[one], now.get(one)) for one in grows if now.get(one, 0) < then[one]}
    other = {one: (then[one], now.get(one)) for one in then.keys() - grows if now.get(one) != then[one]}
    assert (fewer, other) == ({}, {})
    gone = {one: (now[one], restored.synced[one]) for one in now if restored.synced[one] < now[one]}
    assert gone == {}
    assert restored.again == restored.synced


def test_every_item_is_found_by_the_subject_of_its_mail() -> None:
    items = QueueItem.objects.exclude(message__subject="").select_related("message")
    assert [one for one in items if one not in QueueItem.objects.matching(one.message.subject)] == []
    assert items.exists()


def test_subtypes_of_a_type_that_is_built_since_have_its_profile() -> None:
    designs = Subtype.objects.filter(type="design")
    assert dict(designs.values_list("code", "profile")) == {
        "design_verbouwbegeleiding": "design",
        "design_collective_renovation": "design_collective",
    }


def test_works_done_moved_as_they_were_with_their_history() -> None:
    """Precision, source, description and place; on the building that another took in too."""
    same = "address_id, building_id, source, description"
    moved = read("dossiers_work", f"id, {same}, ended_on")
    assert moved == read("addresses_donework", f"id, {same}, done_on")
    event = f"pgh_id, pgh_obj_id, pgh_label, pgh_created_at, {same}"
    history = read("dossiers_workevent", f"{event}, ended_on")
    then = read("addresses_doneworkevent", f"{event}, done_on")
    assert [one[1:] for one in history] == [one[1:] for one in then]
    assert {len(row[-1] or "") for row in moved} == {0, 4, 7, 10}
    assert not Work.objects.exclude(state="executed").exists()
    assert dict(Work.objects.values_list("old_word", "measure__code")) == {
        "dakisolatie": "roof",
        "ramen en deuren": "windows_and_doors",
        "verwarming": "heating",
        "andere werken": "other_work",
    }


def read(table: str, columns: str) -> list[tuple[Any, ...]]:
    """In the order of its key, which is the first column."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table} ORDER BY 1")  # noqa: S608 - our own words
        return list(cursor.fetchall())


def test_papers_get_their_kind_and_none_opens_to_more_people() -> None:
    holders = [one.rows for one in offered(PaperHolder).values()]

    def classes() -> dict[tuple[str, int], int]:
        papers = [paper for rows in holders for paper in rows()]
        return {(one._meta.label, one.pk): CLASSES.index(one.document_class) for one in papers}

    before = classes()
    assert CLASSES.index(DocumentClass.FINANCIAL) in before.values()
    describe_papers()
    assert not any(rows().filter(kind=None).exists() for rows in holders)
    assert {key for key, strictness in classes().items() if strictness < before[key]} == set()


def test_what_the_administrator_changed_stays() -> None:
    changed = {}
    for label, code, fields in MANIFEST["edited"]:
        row = apps.get_model(label)._default_manager.get(code=code)
        now = {name: json.loads(json.dumps(getattr(row, name), default=str)) for name in fields}
        if now != fields:
            changed[label, code] = (fields, now)
    assert changed == {}
    assert Queue.objects.get(slug="loans").name == "Leningen en premies"


def test_every_record_opens(signed_in: Callable[[str], Client]) -> None:
    pages = [("lotte", reverse("dossier", args=[one.number])) for one in Dossier.objects.all()]
    pages += [("sofie", reverse("journey", args=[one.number])) for one in Journey.objects.all()]
    pages += [("lotte", reverse("person", args=[pk])) for pk in samples(Person)]
    pages += [("griet", reverse("organisation", args=[one.pk])) for one in Organisation.objects.all()]
    pages += [("jonas", reverse("address", args=[pk])) for pk in samples(Address)]
    pages += [("jonas", reverse("building", args=[pk])) for pk in samples(Building)]
    pages += [("femke", reverse("mail", args=[pk])) for pk in samples(Message)]
    pages += [
        ("sofie" if one.is_private else "bram", reverse("queue", args=[one.slug]))
        for one in Queue.objects.all()
    ]
    assert [(who, url) for who, url in pages if not opened(signed_in, who, url)[0]] == []


def samples(model: type[Model]) -> list[int]:
    """Of each combination of tables that refer to a row, histories aside, three: more would show no more."""
    known: dict[int, set[str]] = {key: set() for key in model._base_manager.values_list("pk", flat=True)}
    for relation in model._meta.get_fields(include_hidden=True):
        of = relation.related_model if relation.auto_created and not relation.concrete else None
        if of is not None and not hasattr(of, "pgh_tracked_model"):
            for key in of._base_manager.values_list(relation.field.name, flat=True).distinct():
                known.get(key, set()).add(of._meta.label)
    alike: dict[frozenset[str], list[int]] = defaultdict(list)
    for key in sorted(known):
        alike[frozenset(known[key])].append(key)
    return [key for keys in alike.values() for key in keys[:3]]


def test_kept_addresses_lead_where_they_led_and_say_what_was_changed(
    signed_in: Callable[[str], Client],
) -> None:
    shut, silent = [], []
    for who, url, says in MANIFEST["pages"]:
        opens, page = opened(signed_in, who, url)
        if not opens:
            shut.append((who, url))
        elif says:
            text = seeing.words(page)
            silent += [(who, url, one) for one in says if one not in text]
    assert (shut, silent) == ([], [])
    for who, url in MANIFEST["hidden"]:
        assert signed_in(who).get(url, follow=True).status_code == 404, (who, url)


def test_saved_views_show_what_they_showed(signed_in: Callable[[str], Client]) -> None:
    for then in MANIFEST["views"]:
        view = SavedView.objects.get(pk=then["pk"])
        now = seeing.view_as_seen(view, signed_in(then["reader"]))
        definition = seeing.list_of(view.list_name)
        expected = {name: value for name, value in then.items() if name in now}
        shown = named_now(definition, then["cols"])
        now["cols"] = [one for one in now["cols"] if one in shown or one not in SINCE]
        for part in ("cols", "sort", "chart", "sum"):
            expected[part] = named_now(definition, expected[part])
        assert now == expected, view


def named_now(definition: ListDefinition, written: Any) -> Any:
    """ "-number", "client.l": the same with the name that the column has now."""
    if isinstance(written, list):
        return [named_now(definition, one) for one in written]
    downwards = "-" if written.startswith("-") else ""
    name, dot, rest = written.removeprefix("-").partition(".")
    names = {old: one.name for one in definition.columns for old in one.formerly}
    return f"{downwards}{names.get(name, name)}{dot}{rest}"


def test_every_column_operator_sort_and_chart_of_a_link_is_still_read() -> None:
    lost = []
    for name, texts in MANIFEST["lists"].items():
        # of loans and premiums only financial roles know such columns now
        who = "karim" if name in {"dossiers_loan", "dossiers_grant"} else "femke"
        reader = User.objects.get(email=f"{who}@loket.example")
        definition = seeing.list_of(name)
        for text in texts:
            state = ListState.read(definition, reader, seeing.query(text))
            read = seeing.state_as_read(state)
            for key, value in seeing.query(text).items():
                if read[key] != named_now(definition, value.split(",")):
                    lost.append((name, text))
            if "f=" in text:
                selection(reader, state).exists()
    assert lost == []


def test_drafts_come_back(signed_in: Callable[[str], Client]) -> None:
    for who, url, texts in MANIFEST["drafts"]:
        page = seeing.words(signed_in(who).get(url))
        assert all(text in page for text in texts), (who, url)


def test_a_merge_can_be_undone_and_one_that_was_undone_made_again(signed_in: Callable[[str], Client]) -> None:
    sofie = signed_in("sofie")
    merged = Merge.objects.get(pk=MANIFEST["merges"]["standing"])
    winner, loser = merged.winner, merged.loser
    assert not loser.is_active
    undo = reverse("merge_undo", args=[merged.pk])
    assert (
        sofie.post(undo, {"keep_later": "1"}).status_code == 302
    )  # a dossier was opened for the winner since
    loser.refresh_from_db()
    assert loser.is_active
    assert loser.merged_into is None
    assert not winner.aliases.exists()
    undone = Merge.objects.get(pk=MANIFEST["merges"]["undone"])
    assert undone.undone_at
    page = reverse("person_merge", args=[undone.winner.pk, undone.loser.pk])
    form = sofie.get(page)
    assert form.status_code == 200
    assert all(one.is_active and one.merged_into is None for one in (undone.winner, undone.loser))
