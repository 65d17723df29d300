from dossiers.quotes import posts_views, views
from dossiers.quotes.expiring import views as expiring_views
from dossiers.quotes.operations import MAY_ADD, MAY_CHANGE, MAY_CHOOSE
from oss.core.pages import page

_VIEW = "dossiers.view_quote"

urlpatterns = [
    page("works/<int:pk>/quotes/", views.quotes, name="quotes", may=_VIEW, example="{quoted_work}"),
    page(
        "works/<int:pk>/quotes/ask/",
        views.quotes_ask,
        name="quotes_ask",
        may=MAY_ADD,
        example="{quoted_work}",
    ),
    page(
        "works/<int:pk>/split/",
        views.quote_split,
        name="quote_split",
        may=MAY_CHANGE,
        example="{quoted_work}",
    ),
    page("quotes/new/", views.quote_new, name="quote_new", may=MAY_ADD),
    page("quotes/<int:pk>/", views.quote, name="quote", may=_VIEW, example="{quote}"),
    page("quotes/<int:pk>/none/", views.quote_none, name="quote_none", may=MAY_CHANGE, example="{quote}"),
    page(
        "quotes/<int:pk>/remove/", views.quote_remove, name="quote_remove", may=MAY_CHANGE, example="{quote}"
    ),
    page(
        "quotes/<int:pk>/question/",
        views.quote_question,
        name="quote_question",
        may=MAY_CHANGE,
        example="{quote}",
    ),
    page(
        "quotes/<int:pk>/prolong/",
        expiring_views.quote_prolong,
        name="quote_prolong",
        may=MAY_CHANGE,
        example="{quote}",
    ),
    page(
        "quotes/<int:pk>/choose/", views.quote_choose, name="quote_choose", may=MAY_CHOOSE, example="{quote}"
    ),
    page(
        "quotes/posts/<int:pk>/",
        posts_views.quote_lines,
        name="quote_lines",
        may=_VIEW,
        example="{quote_part}",
    ),
]
