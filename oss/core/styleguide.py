"""The style guide: every component in its states, on made-up data. Only where DEBUG is on."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from oss.core.comparison import (
    CellTone,
    ComparedCell,
    ComparedLine,
    ComparedTotal,
    ComparisonTable,
    Offered,
    OfferLink,
)
from oss.core.components import (
    BarStage,
    EmptyState,
    FilterChip,
    ListTable,
    Lookup,
    LookupOption,
    MissingField,
    Move,
    PersonChip,
    ProcessBar,
    Sort,
    StageState,
    TableCell,
    TableColumn,
    TableRow,
    Timeline,
    TimelineEntry,
)
from oss.core.forms import DayInput, FileChoice, Form, LookupWidget
from oss.core.icons import ICONS

HUES = (
    ("information", "info-circle", "Informatie"),
    ("lending", "basket", "Aanvragen en ontlenen"),
    ("advice", "bulb", "Advies"),
    ("design", "ruler-2", "Projectontwerp"),
    ("execution", "crane", "Uitvoering"),
    ("loan", "coin-euro", "Leningen"),
    ("grant", "rosette-discount-check", "Premies en subsidies"),
)
LONG_NAME = "Vereniging van mede-eigenaars Residentie Sint-Romboutsplein-Onze-Lieve-Vrouwestraat 117-125"


@dataclass(frozen=True)
class Example:
    """One state of a component: a template and what it shows."""

    title: str
    template: str
    context: dict[str, Any]

    def render(self, request: HttpRequest) -> SafeString:
        return render_to_string(self.template, self.context, request)


@dataclass(frozen=True)
class Entry:
    """One page of the style guide."""

    name: str
    title: str
    text: str
    examples: Callable[[], list[Example]]

    @property
    def url(self) -> str:
        return reverse("styleguide_component", args=[self.name])


def index(request: HttpRequest) -> HttpResponse:
    _only_in_development()
    return render(
        request,
        "core/styleguide/index.html",
        {"entries": ENTRIES.values(), "breadcrumbs": [("Style guide", None)]},
    )


def component(request: HttpRequest, name: str) -> HttpResponse:
    _only_in_development()
    entry = ENTRIES.get(name)
    if entry is None:
        raise Http404
    return render(
        request,
        "core/styleguide/component.html",
        {
            "entry": entry,
            "examples": [(example.title, example.render(request)) for example in entry.examples()],
            "breadcrumbs": [("Style guide", reverse("styleguide")), (entry.title, None)],
        },
    )


def options(request: HttpRequest) -> HttpResponse:
    """The lookup's endpoint; typing "fout" shows what an error looks like."""
    _only_in_development()
    query = request.GET.get("q", "").casefold()
    if query == "fout":
        return JsonResponse({"detail": "asked for an error"}, status=500)
    found = [option for option in PEOPLE if query in f"{option.label} {option.detail}".casefold()]
    return JsonResponse(
        [{"value": one.value, "label": one.label, "detail": one.detail, "icon": one.icon} for one in found],
        safe=False,
    )


def _only_in_development() -> None:
    if not settings.DEBUG:
        raise Http404


def _example(title: str, component_name: str, **context: Any) -> Example:
    return Example(title, f"core/components/{component_name}.html", context)


# --- The examples --------------------------------------------------------------------------------


def _process_bars() -> list[Example]:
    def bar(key: str, current: int, labels: tuple[str, ...], **more: Any) -> ProcessBar:
        states = [StageState.DONE] * current + [StageState.CURRENT] + [StageState.NEXT] * len(labels)
        days = [*(3 + 11 * position for position in range(current)), 12, *[None] * len(labels)]
        stages = tuple(map(BarStage, labels, states, days))
        return ProcessBar(key=key, label="Verloop van D2026-00042", stages=stages, **more)

    forward = Move("Naar Klantenbevraging", "player-skip-forward", "#", "advance", primary=True)
    back = Move("Terug naar Aanvraag", "arrow-back-up", "#", "step_back")
    stop = Move("Stopzetten", "ban", "#", "abandon")
    four = ("Aanvraag", "Advies", "Klantenbevraging", "Voltooid")
    seven = ("Aanvraag", "Analyse", "Beslissing", "Ondertekening", "Schijven", "In omloop", "Voltooid")
    refused = Move(
        "Naar Schijven",
        "player-skip-forward",
        "#",
        "advance",
        primary=True,
        refused="Vul eerst in wat ontbreekt.",
    )
    gaps = (
        MissingField("Inkomenscategorie van het gezin", "#income"),
        MissingField("Werfadres", "#address"),
        MissingField("Akkoord van de tweede eigenaar over de verwerking van de inkomensgegevens", "#consent"),
    )
    done = ProcessBar(
        key="done",
        label="Verloop van D2026-00007",
        hue="grant",
        stages=tuple(BarStage(label, StageState.DONE, 9) for label in four),
        moves=(Move("Heropenen", "arrow-back-up", "#", "reopen"),),
    )
    long = ("Kennismaking met de RME", "Haalbaarheidsonderzoek en masterplan", *four)
    return [
        _example(
            "Four stages, nothing missing",
            "process_bar",
            bar=bar("four", 1, four, hue="advice", moves=(forward, back)),
        ),
        _example(
            "Seven stages, data missing, the move refused",
            "process_bar",
            bar=bar("seven", 3, seven, hue="loan", missing=gaps, moves=(refused, back, stop)),
        ),
        _example(
            "First stage",
            "process_bar",
            bar=bar(
                "first", 0, ("Aanvraag", "Dossier", "Voltooid"), hue="information", moves=(forward, stop)
            ),
        ),
        _example("Completed", "process_bar", bar=done),
        _example("Long names", "process_bar", bar=bar("long", 1, long, hue="execution", missing=gaps[2:])),
    ]


def _at(days_ago: int, hour: int, minute: int) -> datetime:
    day: date = timezone.localdate() - timedelta(days=days_ago)
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def _timelines() -> list[Example]:
    entries = (
        TimelineEntry(
            "Notitie",
            "note",
            _at(12, 9, 5),
            "Enkel na 17 uur bellen",
            "Lotte Peeters",
            "Werkt in ploegen.",
            pinned=True,
        ),
        TimelineEntry(
            "Mail", "mail", _at(0, 14, 3), "Antwoord: offerte dakisolatie", "Sofie De Wachter", url="#mail"
        ),
        TimelineEntry("Stap", "flag", _at(0, 10, 30), "Naar Aanvraag", "Sofie De Wachter", hue="loan"),
        TimelineEntry(
            "Telefoon",
            "phone",
            _at(1, 16, 45),
            "Vraag over de renovatielening",
            "Karim El Amrani",
            "Mevrouw wil weten of de asbestverwijdering mee in de lening kan.\nTerugbellen donderdag.",
        ),
        TimelineEntry(
            "Document",
            "file",
            _at(6, 11, 0),
            "offerte_dakisolatie_gevelisolatie_ramen_en_deuren_definitieve_versie_ondertekend_2026-11.pdf",
            LONG_NAME,
            url="#file",
        ),
    )
    chips = (
        FilterChip("Alles", "?", count=5, active=True),
        FilterChip("Mails", "?kind=mail", "mail", 1),
        FilterChip("Notities", "?kind=note", "note", 1),
        FilterChip("Telefoons", "?kind=phone", "phone", 1),
    )
    empty = EmptyState(
        "history", "Hier gebeurde nog niets. Noteer wat je met de klant afspreekt.", "Notitie maken", "#"
    )
    return [
        _example(
            "Pinned, today, earlier, long names",
            "timeline",
            timeline=Timeline("Tijdslijn van D2026-00042", entries, empty, chips),
        ),
        _example("Empty", "timeline", timeline=Timeline("Tijdslijn van D2026-00043", (), empty)),
    ]


def _tables() -> list[Example]:
    columns = (
        TableColumn("Dossier", sort_url="?sort=number", sort=Sort.DESCENDING),
        TableColumn("Hoofdcontact", sort_url="?sort=contact"),
        TableColumn("Werfadres"),
        TableColumn("Fase"),
        TableColumn("Bedrag", numeric=True, sort_url="?sort=amount"),
        TableColumn("Dagen", numeric=True),
    )
    contacts = (
        "Noor Janssens",
        LONG_NAME,
        "Mohamed Benali",
        "An Wauters",
        "Jean-Baptiste Vandenberghe-Lefebvre",
    )
    rows = tuple(
        TableRow(
            (
                TableCell(f"D2026-{412 - number:05}", icon, hue, label),
                TableCell(contact),
                TableCell(f"Hanswijkstraat {17 + number}, 2800 Mechelen"),
                TableCell("Voltooid" if number % 2 else "Aanvraag"),
                TableCell(f"€ {7 + 13 * number}.{250 - number * 31:03},00"),
                TableCell(str(3 + number * number * 8)),
            ),
            url=f"#D2026-{412 - number:05}",
        )
        for number, ((hue, icon, label), contact) in enumerate(zip(HUES, contacts, strict=False))
    )
    empty = EmptyState(
        "folder", "Geen dossiers in deze weergave. Maak de filter ruimer.", "Filter wissen", "?"
    )
    return [
        _example(
            "Rows with links, sorting, numbers",
            "list_table",
            table=ListTable("Mijn dossiers", columns, rows, empty),
        ),
        _example("Empty", "list_table", table=ListTable("Mijn dossiers", columns, (), empty)),
    ]


PEOPLE = (
    LookupOption("1", "Noor Janssens", "Hanswijkstraat 17, 2800 Mechelen", "user"),
    LookupOption("2", "Mohamed Benali", "Battelsesteenweg 203, 2800 Mechelen", "user"),
    LookupOption("3", "Hélène D'Hondt", "Liersesteenweg 8, 2800 Mechelen", "user"),
    LookupOption("4", LONG_NAME, "KBO 0123.456.749", "building-store"),
)


def _lookups() -> list[Example]:
    url = reverse("styleguide_options")

    def lookup(key: str, **more: Any) -> Lookup:
        return Lookup(
            name=key,
            url=url,
            id=f"id_{key}",
            label="Hoofdcontact",
            placeholder="Naam, adres of nummer",
            **more,
        )

    wrong: dict[str, object] = {"aria-invalid": "true", "required": True}
    return [
        _example("Nothing chosen; typing “fout” shows the error", "lookup", lookup=lookup("none")),
        _example("Chosen", "lookup", lookup=lookup("chosen", chosen=PEOPLE[0])),
        _example("Long name", "lookup", lookup=lookup("long", chosen=PEOPLE[3])),
        _example("Invalid", "lookup", lookup=lookup("wrong", attrs=wrong)),
        _example("Disabled", "lookup", lookup=lookup("off", chosen=PEOPLE[1], attrs={"disabled": True})),
    ]


def _empty_states() -> list[Example]:
    return [
        _example(
            "With an action",
            "empty_state",
            empty=EmptyState(
                "inbox",
                "Je wachtrij is leeg. Neem een vraag uit de algemene wachtrij.",
                "Naar de wachtrij",
                "#",
            ),
        ),
        _example(
            "Without an action", "empty_state", empty=EmptyState("list-check", "Geen taken voor vandaag.")
        ),
    ]


def _person_chips() -> list[Example]:
    everything = PersonChip("Noor Janssens", "NJ", "Eigenaar-bewoner", "noor@klant.example", "015 29 79 11")
    return [
        _example("With mail and phone", "person_chip", person=everything),
        _example(
            "Asked to be left alone",
            "person_chip",
            person=PersonChip("Noor Janssens", "NJ", "Eigenaar-bewoner", url="#", do_not_contact=True),
        ),
        _example("Name only", "person_chip", person=PersonChip("Karim El Amrani", "KE")),
        _example(
            "Long name",
            "person_chip",
            person=PersonChip(LONG_NAME, "VM", "Vereniging van mede-eigenaars", "vme@klant.example"),
        ),
    ]


class ExampleForm(Form):
    name = forms.CharField(label="Naam", help_text="Zoals op de identiteitskaart.")
    amount = forms.DecimalField(label="Bedrag", required=False)
    day = forms.DateField(label="Datum van het huisbezoek", help_text="dd/mm/jjjj")
    kind = forms.ChoiceField(
        label="Hoedanigheid", choices=[("", "Kies…"), ("owner", "Eigenaar"), ("tenant", "Huurder")]
    )
    contact = forms.ChoiceField(
        label="Hoofdcontact",
        choices=[(one.value, one.label) for one in PEOPLE],
        widget=LookupWidget("styleguide_options", placeholder="Naam, adres of nummer"),
    )
    channel = forms.ChoiceField(
        label="Hoe contacteren we je?",
        choices=[("mail", "Per mail"), ("phone", "Telefonisch")],
        widget=forms.RadioSelect,
    )
    topics = forms.MultipleChoiceField(
        label="Onderwerpen",
        choices=[("roof", "Dak"), ("wall", "Muren"), ("heating", "Verwarming")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(label="Opmerking", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    file = forms.FileField(label="Offerte", required=False, widget=FileChoice())
    consent = forms.BooleanField(label="De klant gaat akkoord met de verwerking van de gegevens")


class ExampleDays(Form):
    visit = forms.DateField(label="Datum van het huisbezoek", widget=DayInput(), required=False)
    term = forms.DateField(label="Tegen", widget=DayInput(), required=False)


def _days() -> list[Example]:
    form = ExampleDays(initial={"visit": date(2026, 11, 27)}, auto_id="day_%s")
    refused = ExampleDays({"visit": "31/11/2026"}, auto_id="refused_%s")
    return [
        Example("A day, and none yet", "core/styleguide/form.html", {"form": form}),
        Example("What is no day", "core/styleguide/form.html", {"form": refused}),
    ]


def _forms() -> list[Example]:
    def example(title: str, form: forms.Form) -> Example:
        return Example(title, "core/styleguide/form.html", {"form": form})

    wrong = {"amount": "veel", "day": "31/02/2026", "name": "", "contact": "3"}
    return [
        example("To fill in", ExampleForm(auto_id="new_%s", initial={"channel": "mail"})),
        example("With errors", ExampleForm(wrong, auto_id="wrong_%s")),
    ]


def _comparisons() -> list[Example]:
    three = (
        Offered(
            "A",
            "Dakwerken Peeters bv",
            "#a",
            ("P-26-1184", "12/11"),
            "geldig tot 31/01/2027",
            file_url="#file",
        ),
        Offered("B", "Van Hoof & Zonen", "#b", ("18/11", "op maat"), warning="geldig tot 18/12/2026 (18 d)"),
        Offered("C", LONG_NAME, "#c", ("24/11", "indicatief"), chosen="gekozen op 30/11/2026"),
    )
    lowest, plain = CellTone.LOWEST, CellTone.PLAIN

    def priced(
        unit: str, amount: str, tone: CellTone = plain, mark: str = "", differs: str = ""
    ) -> ComparedCell:
        told = "laagst" if tone is lowest else mark
        return ComparedCell(unit, amount, differs=differs, mark=told, tone=tone)

    lines = (
        ComparedLine(
            "Afbraak pannen en latten, afvoer",
            "118",
            "m²",
            (priced("24,50", "2.891"), priced("28,00", "3.304"), priced("22,00", "2.596", lowest)),
            (Decimal(0), Decimal("14.3"), Decimal("-10.2")),
        ),
        ComparedLine(
            "Afvoer asbesthoudende onderplaten",
            "118",
            "m²",
            (
                priced("31,00", "3.658"),
                priced("29,50", "3.481", lowest),
                ComparedCell("ontbreekt", tone=CellTone.MISSING, action="vraag na", action_url="#ask"),
            ),
            (Decimal("2.5"), Decimal("-2.5"), None),
        ),
        ComparedLine(
            "Dakvlakvenster 78 × 118, met gootstuk",
            "2",
            "stuk",
            (
                priced("1.180,00", "2.360"),
                priced("1.090,00", "2.180", lowest),
                priced("1.420,00", "2.840", CellTone.WARN, "+20 %", "wijkt af: rolluik"),
            ),
            (Decimal(0), Decimal("-7.6"), Decimal("20.3")),
        ),
        ComparedLine(
            "Stelling",
            cells=(
                ComparedCell("inbegrepen", tone=CellTone.QUIET),
                ComparedCell("apart", "€ 1.250"),
                ComparedCell("onbekend", tone=CellTone.UNKNOWN),
            ),
        ),
    )
    totals = (
        ComparedTotal(
            "Totaal incl. btw, zoals ingediend",
            cells=(ComparedCell("€ 33.968,12"), ComparedCell("€ 33.037,02"), ComparedCell("€ 28.102,72")),
            is_strong=True,
        ),
        ComparedTotal(
            "Vergelijkbaar totaal incl. btw",
            cells=(
                ComparedCell("€ 33.968,12", note="+ € 2.082 (7 %)"),
                ComparedCell("€ 33.963,99", note="+ € 2.078 (7 %)"),
                ComparedCell("€ 31.886,39", note="laagste", tone=lowest),
            ),
            is_sum=True,
        ),
        ComparedTotal(
            "Conform premievoorwaarden",
            cells=(
                ComparedCell("conform", tone=CellTone.GOOD),
                ComparedCell("niet conform", tone=CellTone.WARN),
                ComparedCell("onbekend", tone=CellTone.UNKNOWN),
            ),
        ),
    )
    verbs = (OfferLink("Kies A", "#choose-a"), OfferLink("Kies B", "#choose-b"), None)
    whole = ComparisonTable(
        "Offertes voor dakisolatie",
        three,
        lines,
        totals,
        verbs,
        "De klant kiest; wij noteren keuze, datum en reden.",
        OfferLink("Geen van de drie…", "#none"),
    )
    bare = tuple(replace(total, cells=total.cells[:2]) for total in totals)
    return [
        _example("Posts, spread, totals", "comparison", table=whole),
        _example("Totals alone", "comparison", table=ComparisonTable("Twee offertes", three[:2], (), bare)),
    ]


def _look() -> list[Example]:
    template = "core/styleguide/look.html"
    return [
        Example("The seven types", template, {"hues": HUES}),
        Example("Buttons and links", template, {}),
        Example("Icons", template, {"icons": sorted(ICONS)}),
    ]


ENTRIES = {
    entry.name: entry
    for entry in (
        Entry("look", "Look", "Hues of the seven types, buttons, icons.", _look),
        Entry(
            "process_bar",
            "Process bar",
            "Where a dossier stands, what is missing, where it can go.",
            _process_bars,
        ),
        Entry("timeline", "Timeline", "What happened, day by day.", _timelines),
        Entry("list_table", "List table", "Every list: sorting, numbers, one link per row.", _tables),
        Entry(
            "comparison",
            "Comparison table",
            "Offers side by side: what each asks per post, what is missing, which totals can be compared.",
            _comparisons,
        ),
        Entry("lookup", "Lookup", "Choose one of very many by typing.", _lookups),
        Entry("form", "Form", "One template per form, one per field.", _forms),
        Entry("day", "Day", "Typed, or chosen from a calendar in our language.", _days),
        Entry("empty_state", "Empty state", "One sentence and one action.", _empty_states),
        Entry(
            "person_chip",
            "Person chip",
            "Somebody in a capacity, a click from mail and phone.",
            _person_chips,
        ),
    )
}
