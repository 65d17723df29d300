"""The pages of quotes: asking, one quote with its questions, its posts, side by side, choosing, splitting."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dossiers.models import Dossier
from dossiers.quotes import operations
from dossiers.quotes.amounts import asked_for, our_incl
from dossiers.quotes.comparing import PriceBasis, Terms, question_url, side_by_side
from dossiers.quotes.expiring.reading import expiring_of
from dossiers.quotes.files import files_of
from dossiers.quotes.forms import (
    AskForm,
    ChooseForm,
    NoneForm,
    OfWorkForm,
    QuestionForm,
    QuoteForm,
    SplitWorkForm,
)
from dossiers.quotes.holding import rows_of
from dossiers.quotes.models import ComparisonQuestion, Quote, QuoteWork
from dossiers.works.models import Decision, Work, WorkDossier
from dossiers.works.places import work_url
from oss.addresses.finding_kinds import place_url
from oss.core.acting import attempt
from oss.core.disk import DiskFullError
from oss.core.keys import key_of
from oss.core.parameters import known_figures
from oss.core.plain_text import at_most
from oss.core.seen_state import seen_in, state_of
from oss.documents.uploads import no_room_for, read, too_large
from oss.staff.http import StaffRequest
from oss.staff.models import User
from oss.timeline.models import Activity, ActivityKind

DAYS_TO_ANSWER = 7
"""What is proposed as the term of a question."""
MOST_ASKED_OF_POST = 120


def quotes_url(work: int) -> str:
    return reverse("quotes", args=[work])


def quotes(request: StaffRequest, pk: int) -> HttpResponse:
    """Side by side, for one work; `?by=amount` for whole posts, `?flags=0` without flagged deviations."""
    found = _work(request, pk)
    figures = known_figures()
    basis = PriceBasis.AMOUNT if request.GET.get("by") == PriceBasis.AMOUNT else PriceBasis.UNIT
    flags = request.GET.get("flags") != "0"
    terms = Terms.of(request.user, figures, timezone.localdate(), basis, flags=flags)
    compared = side_by_side(found, terms)
    beside = works_beside(request, found)
    awaited = Quote.objects.visible_to(request.user).filter(parts__work=found, received_on=None)
    on_it = Dossier.objects.visible_to(request.user).filter(on_works__work=found).order_by("pk").distinct()
    dossiers = list(on_it)
    may_change = request.user.has_perm(operations.MAY_CHANGE) and not found.is_past
    letters = {
        quote.contractor_id: head.letter
        for quote, head in zip(compared.quotes, compared.table.offered, strict=True)
    }
    return render(
        request,
        "dossiers/quotes/compare.html",
        {
            "work": found,
            "place": found.place,
            "place_url": place_url(found.place),
            "compared": compared,
            "terms": terms,
            "works": [(one, quotes_url(one.pk), one.pk == found.pk) for one in beside],
            "place_in_works": [one.pk for one in beside].index(found.pk) + 1,
            "bases": [
                (_("per unit"), _here(request, by=""), basis is PriceBasis.UNIT),
                (_("amounts"), _here(request, by=PriceBasis.AMOUNT.value), basis is PriceBasis.AMOUNT),
            ],
            "flags_url": _here(request, flags="0" if flags else ""),
            "awaited": list(awaited.select_related("contractor").order_by("asked_on", "pk")),
            "dossiers": dossiers,
            "questions": [
                (one, letters.get(one.asked_organisation_id or 0, ""))
                for one in _questions(compared.quotes, found, request.user)
            ],
            "ask_urls": [
                (letters[one.contractor_id], one.contractor, question_url(one, found))
                for one in compared.quotes
                if may_change and any(dossier.is_open for dossier in dossiers)
            ],
            "back_query": urlencode({"back": request.get_full_path()}),
            "may_change": may_change,
            "new_url": reverse("quote_new", query={"work": found.pk}),
            "breadcrumbs": [
                (_("Works"), reverse("works")),
                (found.name, work_url(found.pk)),
                (_("Quotes"), None),
            ],
        },
    )


def _here(request: StaffRequest, **changes: str) -> str:
    """This page with other settings; "" takes one away."""
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"?{query.urlencode()}"


def works_beside(request: StaffRequest, work: Work) -> list[Work]:
    """For what one can be asked together with this work, which is among them: those of its dossiers and of
    its place that are neither done nor dropped."""
    on_dossiers = WorkDossier.objects.filter(dossier__in=work.on_dossiers.values("dossier")).values("work")
    found = Work.objects.visible_to(request.user).with_keys_of(
        on_dossiers, Work.objects.of(work.place).values("pk")
    )
    undone = found.to_be_done().filter(is_past=False)
    works = list(undone.select_related("measure").order_by("pk"))
    return works if any(one.pk == work.pk for one in works) else [work, *works]


def _work(request: StaffRequest, pk: int) -> Work:
    found = Work.objects.visible_to(request.user).select_related(
        "measure", "address__street__municipality", "building__street__municipality"
    )
    work: Work = get_object_or_404(found, pk=pk)
    return work


def quotes_ask(request: StaffRequest, pk: int) -> HttpResponse:
    work = _work(request, pk)
    beside = works_beside(request, work)
    form = AskForm(request.POST or None, works=beside, initial={"works": [work.pk]})
    asked = attempt(
        form,
        lambda: operations.ask(
            list(form.cleaned_data["works"]),
            form.contractors,
            by=request.user,
            asked_on=form.cleaned_data["asked_on"],
        ),
    )
    if asked:
        messages.success(request, _("Saved."))
        return redirect(quotes_url(work.pk))
    return _form_page(
        request,
        "dossiers/quotes/short_form.html",
        form,
        work,
        _("Ask quotes"),
        back_url=quotes_url(work.pk),
        button=_("Ask quotes"),
        draft_of="quotes_ask",
        lead=_("This notes who was asked, and when. No mail goes out: you send that yourself."),
    )


# --- One quote -----------------------------------------------------------------------------------


def quote(request: StaffRequest, pk: int) -> HttpResponse:
    found = _quote(request, pk)
    works = _works_named(request) or [part.work for part in found.parts.all()]
    return _quote_page(request, found, works)


def quote_new(request: StaffRequest) -> HttpResponse:
    """One that nobody noted as asked, for the works that are named: `?work=3&work=4`."""
    works = _works_named(request)
    if not works:
        messages.info(request, _("Choose first for which work the quote is."))
        return redirect("works")
    return _quote_page(request, None, works)


def _quote(request: StaffRequest, pk: int) -> Quote:
    return get_object_or_404(Quote.objects.visible_to(request.user).in_full(), pk=pk)


def _works_named(request: StaffRequest) -> list[Work]:
    asked = (request.POST if request.method == "POST" else request.GET).getlist("work")
    keys = [key for one in asked if (key := key_of(one))]
    found = Work.objects.visible_to(request.user).filter(pk__in=keys, is_past=False)
    return list(found.select_related("measure", "address__street", "building__street").order_by("pk"))


def _quote_page(request: StaffRequest, found: Quote | None, works: list[Work]) -> HttpResponse:
    figures = known_figures()
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = QuoteForm(data, files, instance=found or Quote(), figures=figures)
    of_works = _of_works(data, found, works)
    if data is not None and all([form.is_valid(), *(one.is_valid() for one in of_works)]):
        saved = _save(request, found, form, of_works)
        if saved is not None:
            messages.success(request, _("Saved."))
            return redirect(_after(request, saved, works))
    now = _quote(request, found.pk) if found and data is not None else found
    return render(
        request,
        "dossiers/quotes/quote.html",
        {
            "quote": now,
            "file": files_of([now], request.user).get(now.document_id or 0) if now else None,
            "form": form,
            "of_works": of_works,
            "others": _others(request, works),
            "works": [(one, _without(works, one) if len(works) > 1 else "") for one in works],
            "is_awaited": found is None or found.received_on is None,
            "seen": state_of(*rows_of(now)) if now else "",
            "ours": our_incl(now) if now else None,
            "expiring": list(expiring_of([now], request.user).values()) if now else [],
            "lines": [(part, reverse("quote_lines", args=[part.pk])) for part in now.parts.all()]
            if now
            else [],
            "back_url": quotes_url(works[0].pk),
            "may_change": request.user.has_perm(operations.MAY_CHANGE),
            "decided": bool(now and now.decisions.exists()),
            "breadcrumbs": [
                (_("Works"), reverse("works")),
                (works[0].name, work_url(works[0].pk)),
                (_("Quotes"), quotes_url(works[0].pk)),
                (str(now) if now else _("New quote"), None),
            ],
        },
        status=422 if data is not None else 200,
    )


def _of_works(data: Any, found: Quote | None, works: list[Work]) -> list[OfWorkForm]:
    parts = {part.work_id: part for part in found.parts.all()} if found else {}
    asked: dict[int, list[ComparisonQuestion]] = {}
    for question in ComparisonQuestion.objects.active().filter(measure__in=[one.measure_id for one in works]):
        asked.setdefault(question.measure_id, []).append(question)
    return [
        OfWorkForm(
            data,
            work=work,
            questions=asked.get(work.measure_id, []),
            part=parts.get(work.pk),
            is_only=len(works) == 1,
        )
        for work in works
    ]


def _save(
    request: StaffRequest, found: Quote | None, form: QuoteForm, of_works: list[OfWorkForm]
) -> Quote | None:
    upload = form.cleaned_data["file"]
    if upload is not None and (told := too_large(upload)):
        form.add_error("file", told)
        return None
    kept = upload and read(upload)
    works = {one.work: one.told for one in of_works}
    seen = seen_in(request)
    try:
        done = attempt(
            form,
            lambda: operations.enter(found, form.told, works, by=request.user, upload=kept, seen=seen),
        )
    except DiskFullError:
        form.add_error("file", no_room_for(upload))
        return None
    return done.result if done else None


def _after(request: StaffRequest, saved: Quote, works: list[Work]) -> str:
    """Where the pressed button leads: the next quote for the same works, one that was asked first; its posts;
    or side by side."""
    further = request.POST.get("further", "")
    if further == "next":
        waiting = Quote.objects.visible_to(request.user).filter(
            parts__work__in=works, received_on=None, none_because=""
        )
        if (awaited := waiting.order_by("asked_on", "pk").first()) is not None:
            return reverse("quote", args=[awaited.pk])
        return reverse("quote_new", query={"work": [one.pk for one in works]})
    if further == "lines":
        return reverse("quote_lines", args=[saved.parts.order_by("pk")[0].pk])
    return quotes_url(works[0].pk)


def _without(works: list[Work], left_out: Work) -> str:
    """This page for the other works."""
    return "?" + "&".join(f"work={one.pk}" for one in works if one.pk != left_out.pk)


def _others(request: StaffRequest, works: list[Work]) -> list[tuple[Work, str]]:
    """Works that the quote could be for too, each with the page that adds it."""
    keys = [one.pk for one in works]
    return [
        (one, f"?{'&'.join(f'work={key}' for key in sorted([*keys, one.pk]))}")
        for one in works_beside(request, works[0])
        if one.pk not in keys
    ]


@require_POST
def quote_none(request: StaffRequest, pk: int) -> HttpResponse:
    found = _quote(request, pk)
    work = found.parts.all()[0].work_id
    form = NoneForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(one) for one in form.errors["because"]))
    elif attempt(
        request,
        lambda: operations.note_none(found, by=request.user, because=form.cleaned_data["because"]),
    ):
        messages.success(request, _("Saved."))
    return redirect(quotes_url(work))


@require_POST
def quote_remove(request: StaffRequest, pk: int) -> HttpResponse:
    found = _quote(request, pk)
    work = found.parts.all()[0].work_id
    if attempt(request, lambda: operations.remove_quote(found, by=request.user, seen=seen_in(request))):
        messages.success(request, _("Removed."))
        return redirect(quotes_url(work))
    return redirect("quote", pk=pk)


# --- Choosing and splitting ----------------------------------------------------------------------


def quote_choose(request: StaffRequest, pk: int) -> HttpResponse:
    """Asks which of its works go on: all that are not decided, ticked. Where none is left, the comparison
    says what was chosen."""
    found = _quote(request, pk)
    parts = list(found.parts.all())
    decided = set(_decided(parts))
    back = quotes_url(key_of(request.GET.get("work")) or parts[0].work_id)
    none_left = decided.issuperset(part.work_id for part in parts)
    if none_left and request.method == "GET":
        messages.info(request, _("All works of this quote are decided already."))
        return redirect(back)
    amounts = {work: asked.incl for work, asked in asked_for(found).items()}
    form = ChooseForm(request.POST or None, amounts=amounts, decided=decided)
    chosen = attempt(
        form,
        lambda: operations.choose(
            found,
            list(form.cleaned_data["works"]),
            by=request.user,
            seen=seen_in(request),
            **{name: form.cleaned_data[name] for name in ("decided_on", "reason", "note", "decider")},
        ),
    )
    if chosen:
        messages.success(request, _("The choice is noted."))
        return redirect(quotes_url(chosen.result[0].work_id))
    return _form_page(
        request,
        "dossiers/quotes/choose.html",
        form,
        parts[0].work,
        _("Choose %(quote)s") % {"quote": found},
        back_url=back,
        quote=found,
        seen=state_of(*rows_of(found)),
        decided=[part.work for part in parts if part.work_id in decided],
        none_left=none_left,
    )


def quote_question(request: StaffRequest, pk: int) -> HttpResponse:
    """`?work=`: about which work; `?post=`: a post that is missing."""
    found = _quote(request, pk)
    works = [part.work for part in found.parts.all()]
    work = next((one for one in works if one.pk == key_of(request.GET.get("work"))), works[0])
    post = at_most(request.GET.get("post", ""), MOST_ASKED_OF_POST)
    asked = _asked_about(post, work) if post else ""
    due = timezone.localdate() + timedelta(days=DAYS_TO_ANSWER)
    form = QuestionForm(request.POST or None, initial={"text": asked, "due": due})
    done = attempt(form, lambda: operations.question(found, work, by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("Saved."))
        return redirect(quotes_url(work.pk))
    return _form_page(
        request,
        "dossiers/quotes/short_form.html",
        form,
        work,
        _("Ask %(contractor)s") % {"contractor": found.contractor},
        back_url=quotes_url(work.pk),
        button=_("Ask"),
        draft_of="quote_question",
    )


def _asked_about(post: str, work: Work) -> str:
    """As a contractor is asked it: what is offered, where the post asks a value."""
    values = ComparisonQuestion.objects.filter(measure=work.measure_id, asks_value=True)
    if values.filter(name=post).exists():
        return _("%(post)s: what do you offer?") % {"post": post}
    return _("%(post)s: included, or at a price on top?") % {"post": post}


def _questions(quotes: Iterable[Quote], work: Work, user: User) -> list[Activity]:
    """What was asked of these contractors on the dossiers of the work: what is open first."""
    files = Dossier.objects.filter(on_works__work=work).values("case_file")
    asked = Activity.objects.visible_to(user).filter(
        kind=ActivityKind.REQUEST,
        case_file__in=files,
        asked_organisation__in=[one.contractor_id for one in quotes],
    )
    return list(asked.select_related("asked_organisation", "created_by").order_by("-done_at", "due_on", "pk"))


def _decided(parts: list[QuoteWork]) -> Any:
    standing = Decision.objects.standing().filter(work__in=[part.work_id for part in parts])
    return standing.values_list("work", flat=True)


def quote_split(request: StaffRequest, pk: int) -> HttpResponse:
    """One work over two contractors."""
    work = _work(request, pk)
    quotes_of_it = (
        Quote.objects.visible_to(request.user).filter(parts__work=work).select_related("contractor")
    )
    form = SplitWorkForm(request.POST or None, quotes=quotes_of_it)
    made = attempt(
        form,
        lambda: operations.split(
            work,
            by=request.user,
            **form.cleaned_data,
        ),
    )
    if made:
        messages.success(request, _("Split: this is the new part."))
        return redirect(quotes_url(made.result.pk))
    return _form_page(
        request,
        "dossiers/quotes/short_form.html",
        form,
        work,
        _("Split “%(work)s”") % {"work": work},
        back_url=quotes_url(work.pk),
        button=_("Split"),
        draft_of="quote_split",
    )


def _form_page(
    request: StaffRequest, template: str, form: Any, work: Work, heading: str, **more: Any
) -> HttpResponse:
    context = {
        "form": form,
        "work": work,
        "heading": heading,
        "breadcrumbs": [
            (_("Works"), reverse("works")),
            (work.name, work_url(work.pk)),
            (_("Quotes"), quotes_url(work.pk)),
            (heading, None),
        ],
        **more,
    }
    return render(request, template, context, status=422 if form.is_bound else 200)
