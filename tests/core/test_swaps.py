"""What htmx puts into a page is what a reload of that page shows.

Each place in a template that asks htmx for something carries its name here (`data-use`, put into its source).
Scenes are opened, what stands on them is pressed as `tests.swapping` does, and the page that comes of it is
compared with what stands at its address. A place that no scene presses fails.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.http import QueryDict
from django.template import engines
from django.template.loaders.filesystem import Loader
from django.test import Client

from dossiers.factories import information_dossier
from dossiers.models import Capacity, Dossier, SummaryRequest
from dossiers.operations.opening import Client as JourneyClient
from dossiers.operations.summary import ask_for_summary
from dossiers.types.lending.stock import StockKind
from oss.addresses.operations.describing import describe_dwelling
from oss.contacts.exchange.importing import carry_on
from oss.contacts.exchange.operations import upload
from oss.contacts.factories import OrganisationFactory, PersonFactory
from oss.contacts.models import ContactImport
from oss.core.registry import offered
from oss.documents.models import Document, DocumentKind
from oss.lists.declaration import ListDefinition
from oss.lists.jobs.operations import start_export
from oss.lists.jobs.running import run
from oss.lists.models import Job
from oss.lists.state import ListState
from oss.mail.factories import File
from oss.queues import operations as queues
from oss.queues.models import QueueItem
from oss.staff.demo import load_staff
from oss.staff.models import User
from oss.staff.roles import Role
from oss.timeline.models import ActivityKind
from oss.timeline.operations import add_activity
from tests.browser.scenery import mail
from tests.dossiers.asked import asked
from tests.examples import one_of_everything
from tests.page_tree import Node
from tests.swapping import KNOWN, Tab, asked_by, is_boosted, sent_by

TEMPLATES = Path(django_settings.BASE_DIR) / "templates"
ASKS = re.compile(r'\bhx-(get|post|boost="true")')
IN_PYTHON = {
    "oss/queues/item_lines.py": "a.item",
    "oss/core/entries.py": "form.check",
}
"""Where the source of a page draws it itself, what it draws."""
OWN_ATTRIBUTES = {
    *("data-use", "data-page", "data-held", "hx-headers"),
    *("autofocus", "tabindex", "data-left"),  # where the focus goes, and what leaves the list
}
ANEW = {"csrfmiddlewaretoken", "once", "draft"}
"""Fields whose value is another one each time they are drawn."""
AGE = re.compile(r"\b\d+ min\b")
OWN_WORDS = ".triage-told, .verbs-undo, [data-triage-status], #job-told"
"""What is said once about what was just done, and the undo that stands there or above the mail."""
MANY = 51
"""More than a page of a list or a timeline."""


# --- which places there are ---


def named(source: str, name: str) -> str:
    """The source, in which each place says its own name."""

    def with_name(found: re.Match[str]) -> str:
        line = source.count("\n", 0, found.start()) + 1
        return f'data-use="{name}:{line}" {found.group()}'

    return ASKS.sub(with_name, source)


def places() -> set[str]:
    found = set(IN_PYTHON)
    for path in TEMPLATES.rglob("*.html"):
        source = named(path.read_text(), str(path.relative_to(TEMPLATES)))
        found |= {*re.findall(r'data-use="([^"]+)"', source)}
    return found


@pytest.fixture
def _named_places(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    contents = Loader.get_contents

    def get_contents(loader: Loader, origin: Any) -> str:
        return named(contents(loader, origin), str(origin.template_name))

    def forget() -> None:
        for loader in engines["django"].engine.template_loaders:  # type: ignore[attr-defined]
            loader.reset()

    forget()
    monkeypatch.setattr(Loader, "get_contents", get_contents)
    yield
    forget()


def place_of(element: Node) -> str:
    if not is_boosted(element) and "data-use" not in element.attrs:
        return next(path for path, selector in IN_PYTHON.items() if element.fits(selector))
    said = element.inherited("data-use")
    assert said
    return said[0]


def elements(page: Node) -> list[Node]:
    """One of each kind that stands on the page."""
    found: dict[tuple[str, str], Node] = {}
    for node in page.walk():
        if "hx-get" in node.attrs or "hx-post" in node.attrs or is_boosted(node):
            place = place_of(node)
            unknown = {name for name in node.attrs if name.startswith("hx-")} - KNOWN
            assert not unknown, (
                f"{place} uses {unknown}, of which tests/swapping.py does not know the meaning"
            )
            what = node.attrs.get("id") or node.attrs.get("class") or asked_by(node)[1]
            found.setdefault((place, re.sub(r"\d+", "#", what)), node)
    return list(found.values())


# --- comparing ---


def lines_of(node: Node, depth: int = 0) -> Iterator[str]:
    """One line per element and text, without what each drawing makes anew."""
    for child in node.children:
        if isinstance(child, str):
            if words := AGE.sub("# min", " ".join(child.split())):
                yield f"{'  ' * depth}{words}"
            continue
        attrs = dict(child.attrs)
        for name in (
            "data-use",
            "autofocus",
            "tabindex",
            "data-left",
            "data-page",
            "data-held",
            "hx-headers",
        ):
            attrs.pop(name, None)
        if attrs.get("name") in ANEW:
            attrs.pop("value", None)
        yield "  " * depth + " ".join([child.tag, *(f"{name}={attrs[name]!r}" for name in sorted(attrs))])
        yield from lines_of(child, depth + 1)


def difference(swapped: Node, reloaded: Node, without: str) -> list[str]:
    drawn = []
    for page in (swapped, reloaded):
        for node in page.all(without):
            node.remove()
        drawn.append(list(lines_of(page)))
    return list(unified_diff(*drawn, "swapped", "reloaded", lineterm="", n=1))


# --- the scenes ---


@dataclass(frozen=True)
class Scene:
    """`before` is done in the page, `meanwhile` by somebody else; `only` places that begin so are pressed."""

    path: str
    role: Role = Role.DESK
    only: str = ""
    before: Callable[[Tab], object] = lambda _tab: None
    meanwhile: Callable[[], object] = lambda: None
    without: str = "title"  # which the script of that page says


def ticked(tab: Tab) -> None:
    for box in tab.page.all("[data-tick]")[:2]:
        box.attrs["checked"] = ""


def done_first(tab: Tab) -> None:
    tab.press(tab.page.one("#verb-done"))


def tallied(tab: Tab) -> None:
    tab.press(tab.page.all(".tally-button")[0])


def summary_made() -> None:
    SummaryRequest.objects.update(document=Document.objects.all()[0])


def jobs_done() -> None:
    for job in Job.objects.all():
        run(job.pk)


def import_checked() -> None:
    for load in ContactImport.objects.all():
        carry_on(load.pk)


def built_in_1930() -> None:
    for dossier in Dossier.objects.exclude(site_address=None):
        describe_dwelling(dossier.site_address, by=None, construction_year=1930)


def contractor_asked() -> None:
    lotte = User.objects.get(email="lotte@loket.example")
    for dossier in Dossier.objects.filter(type="design"):
        asked(dossier, lotte, 3, of=OrganisationFactory.create())


QUEUE = "/queues/general/?show=all&item="
SCENES = (
    Scene(f"{QUEUE}{{item}}"),
    Scene("/queues/general/?show=closed"),
    Scene(f"{QUEUE}{{item}}", only="queues/bulk_bar.html", before=ticked),
    Scene(f"{QUEUE}{{item}}", only="queues/panes.html", before=done_first),
    Scene(f"{QUEUE}{{picked}}", only="queues/pane_verbs.html"),
    Scene(f"{QUEUE}{{linked}}", only="queues/pane_"),
    Scene(f"{QUEUE}{{linked}}", only="queues/menu_describe.html"),
    Scene(f"{QUEUE}{{picked}}", Role.DISPATCHER, only="queues/pane_verbs.html"),
    Scene("/queues/general/?show=closed&item={closed}", only="queues/pane_verbs.html"),
    Scene("/mail/{remote}/"),
    Scene("/dossiers/?q=D2&f=any(stage.in:request~handling,assignee.me)&sort=-opened_on,number&chart=stage"),
    Scene("/dossiers/?f=number.contains:zz"),
    Scene("/addresses/", only="lists/jobs/bar.html"),
    Scene("/jobs/", meanwhile=jobs_done),
    Scene("/jobs/{waiting_job}/", meanwhile=jobs_done),
    Scene("/imports/{waiting_import}/", Role.COORDINATOR, meanwhile=import_checked),
    Scene("/dossiers/{dossier}/?tab=contact", only="addresses/dwelling_panel.html", meanwhile=built_in_1930),
    Scene("/dossiers/{dossier}/?tab=files", only="dossiers/tab_files.html", meanwhile=summary_made),
    Scene("/dossiers/{dossier}/?tab=contact", only="dossiers/no_reaction.html"),
    Scene(
        "/dossiers/{design}/?tab=quotes",
        only="dossiers/types/design/quotes.html",
        meanwhile=contractor_asked,
        without="title, .record-side",
    ),
    Scene("/contact-moments/tally/", only="dossiers/contact_moments/tally", before=tallied),
    Scene(
        "/dossiers/{execution}/?tab=aftercare",
        only="dossiers/types/execution/aftercare.html",
        meanwhile=built_in_1930,
    ),
)

OTHERWISE = {
    "core/components/timeline_days.html": "test_show_older_adds_what_stood_before_and_nothing_twice",
    "oss/core/entries.py": "test_what_is_ticked_off_and_taken_back_is_what_a_reload_shows",
    "contacts/form.html": "test_who_is_known_already_is_told_as_often_as_it_is_asked",
    "contacts/quick.html": "test_who_is_known_already_is_told_as_often_as_it_is_asked",
    "queues/proposals.html": "test_a_proposal_that_is_taken_links_the_mail_and_the_pane_says_so",
    "queues/places.html": "test_a_proposal_that_is_taken_links_the_mail_and_the_pane_says_so",
    "dossiers/types/lending/desk": "test_what_is_chosen_at_the_desk_is_told_as_by_the_page",
    "dossiers/open.html": "test_what_is_chosen_asks_what_the_page_asks_that_opens_with_it",
}
"""What is not meant to be the page at its address has a test of its own."""


def otherwise(place: str) -> bool:
    return any(place.startswith(one) for one in OTHERWISE)


@pytest.fixture
def keys(_named_places: None, db: None) -> dict[str, object]:
    load_staff()
    keys = one_of_everything()
    lotte = User.objects.get(email="lotte@loket.example")
    griet = User.objects.get(email="griet@loket.example")
    dossier = Dossier.objects.select_related("case_file").get(number=keys["dossier"])
    file = File("offerte.pdf", b"%PDF-1.4 o")
    DocumentKind.objects.exclude(code__in=("quote", "payslip")).update(is_active=False)
    linked = mail("An Maes <an@burger.example>", "Met bijlage", attachments=[file])
    queues.link(linked, case_file=dossier.case_file, by=lotte)
    closed = mail("An Maes <an@burger.example>", "Gesloten")
    queues.finish(closed, by=lotte)
    remote = mail("An <an@b.example>", "Foto", html='<p>Kijk</p><img src="https://elders.example/a.png">')
    ask_for_summary(dossier, by=lotte)
    definition = offered(ListDefinition).get("dossiers")
    assert definition
    job = start_export(ListState.read(definition, lotte, QueryDict(definition.standard)), by=lotte)
    load = upload(by=griet, kind="person", data=b"achternaam\nMaes", name="x.csv", hint=lambda _key: None)
    return keys | {
        "linked": linked.pk,
        "closed": closed.pk,
        "remote": remote.message_id,
        "waiting_job": job.pk,
        "waiting_import": load.pk,
    }


@pytest.fixture
def tab_of(client_of: Callable[[User], Client]) -> Callable[[Role], Tab]:
    return lambda role: Tab(client_of(User.objects.with_role(role).get()))


def test_a_swap_is_what_a_reload_shows(keys: dict[str, object], tab_of: Callable[[Role], Tab]) -> None:
    pressed, wrong = set(), {}
    for scene in SCENES:
        path, tab = scene.path.format_map(keys), tab_of(scene.role)
        at, number = 0, 1
        while at < number:
            with transaction.atomic():
                scene.before(tab.open(path))
                found = [one for one in elements(tab.page) if place_of(one).startswith(scene.only)]
                found = [one for one in found if not otherwise(place_of(one))]
                number = len(found)
                place, what = place_of(found[at]), found[at].attrs.get("id") or asked_by(found[at])[1]
                scene.meanwhile()
                tab.press(found[at])
                reloaded = Tab(tab.client).open(tab.url).page
                if differs := difference(tab.page, reloaded, f"{OWN_WORDS}, {scene.without}"):
                    wrong[f"{place} ({what}) on {path}"] = "\n".join(differs[:40])
                transaction.set_rollback(True)
            pressed.add(place)
            at += 1
    assert wrong == {}, "\n".join(f"{name}\n{lines}" for name, lines in wrong.items())
    assert {place for place in places() - pressed if not otherwise(place)} == set(), "no scene presses these"


def presses(tab: Tab, place: str, **typed: str) -> None:
    """Presses the first element of that place."""
    tab.press(next(one for one in elements(tab.page) if place_of(one).startswith(place)), **typed)


def test_show_older_adds_what_stood_before_and_nothing_twice(
    keys: dict[str, object], tab_of: Callable[[Role], Tab]
) -> None:
    dossier = Dossier.objects.select_related("case_file").get(number=keys["dossier"])
    lotte = User.objects.get(email="lotte@loket.example")
    for number in range(MANY):
        add_activity(dossier.case_file, by=lotte, kind=ActivityKind.NOTE, title="Notitie", text=str(number))
    tab = tab_of(Role.DESK).open(f"/dossiers/{dossier.number}/?tab=timeline&filter=task")
    before = [entry.text() for entry in tab.page.all(".timeline-entry")]
    presses(tab, "core/components/timeline_days.html")
    after = [entry.text() for entry in tab.page.all(".timeline-entry")]
    assert after[: len(before)] == before
    assert len(after) == len({*after}) > len(before)
    assert not tab.page.all(".timeline-older")


@pytest.mark.parametrize("path", ["/", "/dossiers/{dossier}/?tab=timeline&filter=task"])
def test_what_is_ticked_off_and_taken_back_is_what_a_reload_shows(
    path: str, keys: dict[str, object], tab_of: Callable[[Role], Tab]
) -> None:
    tab = tab_of(Role.DESK).open(path.format_map(keys))
    presses(tab, "oss/core/entries.py")
    assert tab.page.all(".check-done")
    presses(tab, "oss/core/entries.py")
    differs = difference(tab.page, Tab(tab.client).open(tab.url).page, "title")
    assert differs == [], "\n".join(differs)


def test_what_the_client_left_unanswered_is_asked_anew_with_what_is_ticked_off(
    keys: dict[str, object], tab_of: Callable[[Role], Tab]
) -> None:
    lotte = User.objects.get(email="lotte@loket.example")
    dossier = information_dossier(by=lotte)
    for days in (30, 20):
        asked(dossier, lotte, days)
    tab = tab_of(Role.DESK).open(f"/dossiers/{dossier.number}/?tab=timeline&filter=task")
    for is_proposed in (False, True):
        check = next(one for one in elements(tab.page) if place_of(one) == "oss/core/entries.py")
        event = tab.press(check).headers["HX-Trigger"]
        place = tab.page.one("#no-reaction")
        assert place.attrs["hx-trigger"] == f"{event} from:body"
        tab.press(place)
        assert bool(tab.page.one("#no-reaction").all(".prompt-line")) == is_proposed
    differs = difference(tab.page, Tab(tab.client).open(tab.url).page, "title")
    assert differs == [], "\n".join(differs)


@pytest.mark.parametrize(
    ("path", "place"),
    [("/people/new/", "contacts/form.html"), ("/people/new/panel/", "contacts/quick.html")],
)
def test_who_is_known_already_is_told_as_often_as_it_is_asked(
    path: str, place: str, keys: dict[str, object], tab_of: Callable[[Role], Tab]
) -> None:
    """By the page when it opens, and again by each letter: the last answer stands there alone."""
    tab = tab_of(Role.DESK).open(path)
    tab.page.one("#id_last_name, [name='last_name']").attrs["value"] = "Janssens"
    tab.page.one("#id_first_name, [name='first_name']").attrs["value"] = "Noor"
    presses(tab, place)
    once = list(lines_of(tab.page))
    presses(tab, place)
    assert list(lines_of(tab.page)) == once
    assert any("Noor Janssens" in line for line in once)


def test_what_is_chosen_asks_what_the_page_asks_that_opens_with_it(
    keys: dict[str, object], tab_of: Callable[[Role], Tab]
) -> None:
    opened = tab_of(Role.DESK).open(f"/dossiers/new/?person={keys['person']}")
    address = opened.page.one("[name='address']")
    chosen = Tab(opened.client).open("/dossiers/new/")
    choice, asks = (chosen.page.one(f"#{name}") for name in ("journey-choice", "opening-asks"))
    chosen.press(choice, person=str(keys["person"]), address=dict(sent_by(address))["address"])
    subtype = dict(sent_by(opened.page.one("[name='subtype']")))["subtype"]
    chosen.press(asks, subtype=subtype)
    for name in ("journey-choice", "opening-asks"):
        assert list(lines_of(chosen.page.one(f"#{name}"))) == list(lines_of(opened.page.one(f"#{name}")))


def test_a_proposal_that_is_taken_links_the_mail_and_the_pane_says_so(
    keys: dict[str, object], tab_of: Callable[[Role], Tab]
) -> None:
    client = PersonFactory.create(mail="bekend@burger.example")
    lotte = User.objects.get(email="lotte@loket.example")
    owner = Capacity.objects.get(code="owner_occupier")
    dossier = information_dossier(by=lotte, client=JourneyClient(owner, client))
    item = mail("Ons Kent <bekend@burger.example>", "Nog een vraag")
    tab = tab_of(Role.DESK).open(f"{QUEUE}{item.pk}")
    tab.press(tab.page.one(".places"))
    tab.press(tab.page.one("[data-key='v']"))
    assert difference(tab.page, Tab(tab.client).open(tab.url).page, f"{OWN_WORDS}, title") == []
    assert QueueItem.objects.get(pk=item.pk).case_file == dossier.case_file


def test_what_is_chosen_at_the_desk_is_told_as_by_the_page(
    keys: dict[str, object], tab_of: Callable[[Role], Tab]
) -> None:
    what = f"stock-{keys['stock']}-{StockKind.objects.get(pk=keys['stock']).subtype_id}"
    opened = tab_of(Role.DESK).open(f"/desk/?person={keys['person']}&what={what}")
    chosen = Tab(opened.client).open("/desk/")
    known = {"person": str(keys["person"]), "what": what}
    for name in ("journey-choice", "desk-told"):
        chosen.press(chosen.page.one(f"#{name}"), **known)
        assert list(lines_of(chosen.page.one(f"#{name}"))) == list(lines_of(opened.page.one(f"#{name}")))
