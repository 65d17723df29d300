from oss.core.pages import page
from oss.staff.rosters import views
from oss.staff.rosters.operations import MAY_KEEP

_KIND = rf"^roster/(?P<kind>{'|'.join(views.KINDS)})/"
_ROW = rf"{_KIND}(?P<pk>\d{{1,18}})/"

urlpatterns = [
    page("roster/", views.roster, name="roster", may="staff.view_rosterline"),
    page(rf"{_KIND}new/$", views.roster_new, name="roster_new", may=MAY_KEEP, example="line"),
    page(rf"{_ROW}$", views.roster_row, name="roster_row", may=MAY_KEEP, example="line/{roster_line}"),
    page(
        rf"{_ROW}remove/$",
        views.roster_remove,
        name="roster_remove",
        may=MAY_KEEP,
        example="line/{roster_line}",
    ),
    page(
        rf"{_ROW}restore/$",
        views.roster_restore,
        name="roster_restore",
        may=MAY_KEEP,
        example="line/{roster_line}",
    ),
]
