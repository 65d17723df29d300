"""Start page, profile, search, and the session a page asks about before it submits."""

from dataclasses import dataclass
from typing import Any, cast

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from oss.core import manual
from oss.core.marking import marked
from oss.core.navigation import SearchPlace, Text
from oss.core.pages import may_open
from oss.core.plain_text import at_most
from oss.core.registry import offered
from oss.staff.forms import ProfileForm
from oss.staff.home import parts_for
from oss.staff.http import StaffRequest
from oss.staff.models import Team, User
from oss.staff.operations import change_profile, keep_language


@dataclass(frozen=True)
class MyTeam:
    name: str
    members: list[User]


def home(request: StaffRequest) -> HttpResponse:
    """The dashboard of the loket; who works outside it (the auditor) goes to what he may read."""
    if request.user.has_perm("staff.use_admin") and not request.user.has_perm("staff.use_loket"):
        return redirect("admin:index")
    colleagues = Prefetch("members", User.objects.active(), to_attr="colleagues")
    teams = Team.objects.visible_to(request.user).active().of(request.user).prefetch_related(colleagues)
    may_work = request.user.has_perm("staff.use_loket")
    parts = parts_for(request.user, get_token(request)) if may_work else []
    return render(
        request,
        "staff/home.html",
        {
            "today": timezone.localdate(),
            "teams": [MyTeam(team.name, team.colleagues) for team in teams],
            "parts": [part for part in parts if not part.aside],
            "parts_aside": [part for part in parts if part.aside],
            "figures": [figure for part in parts for figure in part.figures],
            "roles": request.user.roles,
            "is_new": all(part.is_empty for part in parts),
            "pages": manual.pages(),
        },
    )


def profile(request: StaffRequest) -> HttpResponse:
    # a copy of the user: a refused form must not change the name in the frame around it
    form = ProfileForm(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        change_profile(by=request.user, **form.cleaned_data)
        messages.success(request, _("Your profile is saved."))
        return redirect("profile")
    roles = sorted(str(role.label) for role in request.user.roles)
    context = {"form": form, "roles": roles, "breadcrumbs": [(_("My profile"), None)]}
    return render(request, "staff/profile.html", context)


@dataclass(frozen=True)
class SearchHit:
    """One row of the search page: what it is called, what is known of it, and why it was found."""

    label: Text
    url: str
    reason: Text
    icon: str
    facts: Text = ""


@dataclass(frozen=True)
class HitGroup:
    name: str
    label: Text
    icon: str
    hits: list[SearchHit]


def search(request: StaffRequest) -> HttpResponse:
    """Colleagues and pages of the manual; records are searched in their own lists, to which it leads."""
    query = at_most(" ".join(request.GET.get("q", "").split()), 200)
    groups = [_colleagues(request.user, query), _manual_pages(query)] if query else []
    colleagues = groups[0].hits if groups else []
    return render(
        request,
        "core/search.html",
        {
            "query": query,
            "places": _places(request.user, query),
            "groups": groups,
            "number": sum(len(group.hits) for group in groups),
            "best": colleagues[0] if len(colleagues) == 1 else None,
        },
    )


def _colleagues(user: User, query: str) -> HitGroup:
    found = User.objects.visible_to(user).active().matching(query)[:10]
    hits = [
        SearchHit(
            marked(one.name, query),
            f"mailto:{one.email}",
            _("name") if query.casefold() in one.name.casefold() else _("name or mail address"),
            "user",
            marked(one.email, query),
        )
        for one in found
    ]
    return HitGroup("colleagues", _("Colleagues"), "users", hits)


def _manual_pages(query: str) -> HitGroup:
    hits = [
        SearchHit(marked(page.title, query), page.url, _("The page mentions this"), "help")
        for page in manual.pages()
        if query.lower() in page.source.lower()
    ]
    return HitGroup("manual", _("Manual"), "help", hits)


def _places(user: User, query: str) -> list[SearchHit]:
    """The lists that this user may see, each searched for `query`."""
    places = sorted(
        (one for one in offered(SearchPlace).values() if may_open(user, one.name)), key=lambda one: one.order
    )
    return [SearchHit(one.label, one.url(query), one.about, one.icon) for one in places]


@never_cache
def session_state(request: HttpRequest) -> HttpResponse:
    """Is the session still there? Asked by the page before it submits what somebody typed."""
    user = request.user
    return JsonResponse({"authenticated": user.is_authenticated, "user": user.pk, "csrf": get_token(request)})


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Django's language switch, which a signed-in colleague finds again at the next login."""
    chosen = request.POST.get("language")
    if request.user.is_authenticated and chosen in dict(settings.LANGUAGES):
        keep_language(chosen, by=request.user)
    return set_language(request)


class SessionLogin(LoginView):
    """The login in a dialog over the page: allauth's own view with its rate limits, as a fragment."""

    template_name = "staff/session_login.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"auto_id": "session_%s"}  # the page below has forms too

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return self._signed_in()
        return cast(HttpResponse, super().dispatch(request, *args, **kwargs))

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        return self._signed_in() if self.request.user.is_authenticated else response

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _signed_in(self) -> HttpResponse:
        return JsonResponse({"ok": True, "user": self.request.user.pk, "csrf": get_token(self.request)})
