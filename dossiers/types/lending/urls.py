from dossiers.paths import DOSSIER
from dossiers.types.lending import desk_views, views
from dossiers.types.lending.lists import PIECES, STOCK
from dossiers.types.lending.operations.loans import MAY_LEND, MAY_RESERVE
from dossiers.types.lending.operations.stock import MAY_HAND_OUT, MAY_KEEP
from dossiers.types.lending.pickup import pickup
from oss.core.pages import page
from oss.lists.views import listing

MAY_OPEN = "dossiers.add_dossier"
_KEY = r"(?P<pk>\d{1,18})"

urlpatterns = [
    page("desk/", desk_views.desk, name="lending_desk", may=MAY_OPEN),
    page("pickup/", pickup, name="lending_pickup", may="dossiers.view_pieceloan"),
    page(
        f"{DOSSIER}desk/$", desk_views.desk_on, name="lending_desk_on", may=MAY_HAND_OUT, example="{lending}"
    ),
    page(
        rf"{DOSSIER}desk/(?P<what>{'|'.join(desk_views.MODELS)})/{_KEY}/undo/$",
        desk_views.desk_undo,
        name="lending_desk_undo",
        may=MAY_HAND_OUT,
        example="{lending}/move/{stock_move}",
    ),
    page("pieces/", listing("pieces"), name="pieces", may=PIECES.permission),
    page("pieces/<int:pk>/", views.piece, name="piece", may=PIECES.permission, example="{piece}"),
    page("stock/", listing("stock"), name="stock", may=STOCK.permission),
    page("stock/<int:pk>/", views.stock_kind, name="stock_kind", may=STOCK.permission, example="{stock}"),
    page(
        "stock/<int:pk>/receive/", views.stock_receive, name="stock_receive", may=MAY_KEEP, example="{stock}"
    ),
    page("stock/<int:pk>/count/", views.stock_count, name="stock_count", may=MAY_KEEP, example="{stock}"),
    page(f"{DOSSIER}loans/new/$", views.loan_new, name="loan_new", may=MAY_RESERVE, example="{lending}"),
    page(
        rf"{DOSSIER}loans/{_KEY}/(?P<verb>{'|'.join(views.LOAN_VERBS)})/$",
        views.loan,
        name="loan",
        may=MAY_LEND,
        example="{lending}/{loan}/return",
    ),
    page(f"{DOSSIER}stock/new/$", views.stock_out, name="stock_out", may=MAY_HAND_OUT, example="{lending}"),
    page(
        rf"{DOSSIER}stock/{_KEY}/back/$",
        views.stock_back,
        name="stock_back",
        may=MAY_HAND_OUT,
        example="{lending}/{stock_move}",
    ),
]
