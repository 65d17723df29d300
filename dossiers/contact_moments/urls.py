from dossiers.contact_moments import views
from dossiers.contact_moments.lists import CONTACT_MOMENTS
from dossiers.contact_moments.operations import MAY_ADD, MAY_CHANGE
from oss.core.pages import page
from oss.lists.views import listing

MAY_VIEW = CONTACT_MOMENTS.permission

urlpatterns = [
    page("contact-moments/", listing("contact_moments"), name="contact_moments", may=MAY_VIEW),
    page("contact-moments/new/", views.contact_moment_new, name="contact_moment_new", may=MAY_ADD),
    page("contact-moments/tally/", views.contact_tally, name="contact_tally", may=MAY_ADD),
    page(
        "contact-moments/<int:pk>/",
        views.contact_moment,
        name="contact_moment",
        may=MAY_VIEW,
        example="{contact_moment}",
    ),
    page(
        rf"^contact-moments/(?P<pk>\d{{1,18}})/(?P<verb>{'|'.join(views.VERBS)})/$",
        views.contact_moment_verb,
        name="contact_moment_verb",
        may=MAY_CHANGE,
        example="{contact_moment}/withdraw",
    ),
]
