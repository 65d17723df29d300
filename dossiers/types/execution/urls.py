from dossiers.holding import MAY_CHANGE
from dossiers.paths import DOSSIER
from dossiers.types.execution import views
from dossiers.works.operations import MAY_CHANGE as MAY_CHANGE_WORKS
from oss.core.pages import page

_KEY = r"(?P<pk>\d{1,18})"

urlpatterns = [
    page(
        rf"{DOSSIER}street_furniture/(?P<element>\d{{1,18}})/$",
        views.street_furniture,
        name="street_furniture",
        may=MAY_CHANGE,
        example="{execution}/{street_element}",
    ),
    page(
        f"{DOSSIER}inspections/new/$",
        views.execution_inspection,
        name="execution_inspection",
        may=MAY_CHANGE_WORKS,
        example="{execution}",
    ),
    *(
        page(f"{DOSSIER}{path}/$", view, name=name, may=MAY_CHANGE, example=example)
        for path, view, name, example in (
            ("street_furniture/rest", views.street_furniture_rest, "street_furniture_rest", "{execution}"),
            ("complaints/new", views.complaint_new, "complaint_new", "{execution}"),
            (f"complaints/{_KEY}", views.complaint, "complaint", "{execution}/{complaint}"),
            (
                f"complaints/{_KEY}/restore",
                views.complaint_restore,
                "complaint_restore",
                "{execution}/{complaint}",
            ),
        )
    ),
]
