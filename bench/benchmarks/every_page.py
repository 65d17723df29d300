"""Every list and lookup on offer, and the pages that are open all day, for one test and one benchmark.

A new list or lookup is in it by itself.
"""

from collections.abc import Iterator
from functools import partial
from urllib.parse import urlencode

from django.urls import get_resolver, reverse

from bench.benchmarks.dossiers import TIMES, Colleague
from bench.measuring import Benchmark, Goal, Result, measure
from dossiers.models import Journey
from dossiers.quotes.models import QuoteAnswer, QuoteLine
from dossiers.works.models import Decision, WorkDossier
from dossiers.works.places import work_url
from oss.addresses.models import Address, Building
from oss.contacts.models import Organisation, Person
from oss.core.registry import offered
from oss.lists.declaration import ListDefinition
from oss.queues.models import QueueItem

SEARCHES = {
    "no search": "",
    "common": "peeters",
    "rare": "kowalski 15",  # a name and a house number of some: few rows have both
    "no hit": "xqzwv",
}
LIST_GOAL = Goal(queries=9, p95=100, cpu=16)
LOOKUP_GOAL = Goal(p95=100, cpu=6)


def lookups() -> list[str]:
    """URL names."""
    names = get_resolver().reverse_dict
    return sorted(name for name in names if isinstance(name, str) and name.endswith("_lookup"))


def list_urls() -> Iterator[tuple[str, str]]:
    for definition in sorted(offered(ListDefinition).values(), key=lambda one: one.name):
        for kind, text in SEARCHES.items():
            url = definition.url_searching(text) if text else definition.url(definition.standard)
            yield f"list {definition.name}, {kind}", url


def lookup_urls() -> Iterator[tuple[str, str]]:
    for name in lookups():
        for kind, text in SEARCHES.items():
            yield f"{name}, {kind}", f"{reverse(name)}?{urlencode({'q': text})}"


def first_pages() -> Iterator[tuple[str, str]]:
    """What is open all day."""
    yield "dashboard", reverse("home")
    yield "triage", reverse("queue", args=["general"])


def record_pages() -> Iterator[tuple[str, str]]:
    """Of each kind the record that was known last."""
    yield "page of a person", reverse("person", args=[Person.objects.latest("pk").pk])
    yield "page of an organisation", reverse("organisation", args=[Organisation.objects.latest("pk").pk])
    yield "page of an address", reverse("address", args=[Address.objects.latest("pk").pk])
    yield "page of a building", reverse("building", args=[Building.objects.latest("pk").pk])
    yield "page of a journey", reverse("journey", args=[Journey.objects.latest("pk").number])
    chosen = Decision.objects.exclude(quote=None).latest("pk")
    yield "page of a work", work_url(chosen.work_id)
    yield "page of a work, quotes", f"{work_url(chosen.work_id)}?tab=quotes"
    yield "page of a work, execution", f"{work_url(chosen.work_id)}?tab=execution"
    link = WorkDossier.objects.select_related("dossier").filter(work=chosen.work_id).latest("pk")
    yield "works of a dossier", f"{reverse('dossier', args=[link.dossier.number])}?tab=works"
    yield "quotes side by side, by questions", reverse("quotes", args=[_told_by(QuoteAnswer)])
    yield "quotes side by side, by posts", reverse("quotes", args=[_told_by(QuoteLine)])


def _told_by(rows: type[QuoteAnswer | QuoteLine]) -> int:
    """The work of which quotes told so much last; the key, for its address."""
    return rows._default_manager.select_related("part").latest("pk").part.work_id


def every_page() -> Iterator[tuple[str, str]]:
    for urls in (list_urls, lookup_urls, first_pages, record_pages):
        yield from urls()


def lists_and_lookups() -> Iterator[Result]:
    browser = Colleague.of_the_busiest()
    for urls, goal in ((list_urls, LIST_GOAL), (lookup_urls, LOOKUP_GOAL)):
        for name, url in urls():
            yield measure(name, [browser.get(url)] * TIMES, goal)


def pages_of_all_day() -> Iterator[Result]:
    browser = Colleague.of_the_busiest()
    measured = partial(_measured, browser)
    yield measured("dashboard", reverse("home"), Goal(cpu=32))
    item = QueueItem.objects.visible_to(browser.user).open().select_related("queue").earliest("pk")
    yield measured("triage with an open mail", item.url_for("waiting"), Goal(cpu=25))
    for name, url in record_pages():
        yield measured(name, url, Goal())


def _measured(browser: Colleague, name: str, url: str, goal: Goal) -> Result:
    return measure(name, [browser.get(url)] * TIMES, goal)


BENCHMARKS = (
    Benchmark("lists and lookups", lists_and_lookups),
    Benchmark("pages of all day", pages_of_all_day),
)
