from oss.core.pages import PUBLIC, SIGNED_IN, page
from oss.staff import draft_views, views
from oss.staff.rosters import urls as rosters

urlpatterns = [
    *rosters.urlpatterns,
    page("", views.home, name="home", may=SIGNED_IN),
    page("profile/", views.profile, name="profile", may=SIGNED_IN),
    page("language/", views.choose_language, name="set_language", may=PUBLIC),
    page("drafts/", draft_views.drafts, name="drafts", may=SIGNED_IN),
    page("search/", views.search, name="search", may="staff.use_loket"),
    page("session/", views.session_state, name="session_state", may=PUBLIC),
    page("session/login/", views.SessionLogin.as_view(), name="session_login", may=PUBLIC),
]
