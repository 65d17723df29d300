from oss.core import styleguide, views
from oss.core.pages import PUBLIC, SIGNED_IN, page

urlpatterns = [
    page("healthz", views.healthz, name="healthz", may=PUBLIC),
    page("readyz", views.readyz, name="readyz", may=PUBLIC),
    page("help/", views.help_page, name="help", may=SIGNED_IN),
    page("help/<slug:slug>/", views.help_page, name="help_page", may=SIGNED_IN, example="aan-de-slag"),
    page("section/<slug:name>/", views.section, name="section", may="staff.use_loket", example="reports"),
    page("styleguide/", styleguide.index, name="styleguide", may=SIGNED_IN),
    page("styleguide/options/", styleguide.options, name="styleguide_options", may=SIGNED_IN),
    page(
        "styleguide/<slug:name>/",
        styleguide.component,
        name="styleguide_component",
        may=SIGNED_IN,
        example="empty_state",
    ),
]
