from dossiers.holding import MAY_CHANGE
from dossiers.types.design import views
from dossiers.types.design.operations import MAY_ADD_MEANS, MAY_CHANGE_MEANS
from oss.core.pages import page

_DOSSIER = r"^dossiers/(?P<number>D\d{4}-\d{5,})/"
_KEY = r"(?P<pk>\d{1,18})"

urlpatterns = [
    *(
        page(f"{_DOSSIER}{path}/$", view, name=name, may=may, example=f"{{design}}{example}")
        for path, view, name, may, example in (
            ("studies/new", views.study_new, "study_new", MAY_CHANGE, ""),
            (f"studies/{_KEY}", views.study, "study", MAY_CHANGE, "/{study}"),
            (f"studies/{_KEY}/restore", views.study_restore, "study_restore", MAY_CHANGE, "/{study}"),
            ("studies/works", views.design_works, "design_works", MAY_CHANGE, ""),
            ("financing/new", views.means_new, "means_new", MAY_ADD_MEANS, ""),
            (f"financing/{_KEY}", views.means, "means", MAY_CHANGE_MEANS, "/{means}"),
            (
                f"financing/{_KEY}/restore",
                views.means_restore,
                "means_restore",
                MAY_CHANGE_MEANS,
                "/{means}",
            ),
            ("financing/amounts", views.plan_amounts, "plan_amounts", MAY_CHANGE, ""),
        )
    ),
]
