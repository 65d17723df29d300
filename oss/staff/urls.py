from django.urls import path

from oss.staff import draft_views, views

urlpatterns = [
    path("", views.home, name="home"),
    path("profile/", views.profile, name="profile"),
    path("language/", views.choose_language, name="set_language"),
    path("drafts/", draft_views.drafts, name="drafts"),
    path("search/", views.search, name="search"),
    path("session/", views.session_state, name="session_state"),
    path("session/login/", views.SessionLogin.as_view(), name="session_login"),
]
