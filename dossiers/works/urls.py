from dossiers.works import advised, photo_views, views
from dossiers.works.lists import WORKS
from dossiers.works.operations import MAY_ADD, MAY_CHANGE
from oss.core.pages import page
from oss.lists.views import listing

_WORK = "works/<int:pk>/"

urlpatterns = [
    page("works/", listing("works"), name="works", may=WORKS.permission),
    page("works/new/", views.work_new, name="work_new", may=MAY_ADD),
    page(_WORK, views.work, name="work", may=WORKS.permission, example="{work}"),
    *(
        page(f"{_WORK}{path}/", view, name=name, may=MAY_CHANGE, example=example)
        for path, view, name, example in (
            ("remove", views.work_remove, "work_remove", "{work}"),
            ("restore", views.work_restore, "work_restore", "{work}"),
            ("back", views.work_take_back, "work_take_back", "{work}"),
            ("photos", photo_views.work_photos, "work_photos", "{work}"),
            ("dossiers", views.work_dossier_add, "work_dossier_add", "{work}"),
            ("dossiers/<int:key>/remove", views.work_dossier_remove, "work_dossier_remove", "{work}/1"),
        )
    ),
    page(
        r"^works/(?P<pk>\d{1,18})/photos/(?P<key>\d{1,18})/(?P<verb>remove|restore)/$",
        photo_views.work_photo,
        name="work_photo",
        may=MAY_CHANGE,
        example="{photographed_work}/{photo}/remove",
    ),
    page(
        r"^works/(?P<pk>\d{1,18})/advised/(?P<key>\d{1,18})/$",
        advised.work_advised,
        name="work_advised",
        may=MAY_CHANGE,
        example="{advised_work}/{advised}",
    ),
    page(
        rf"^works/(?P<pk>\d{{1,18}})/save/(?P<part>{'|'.join(views.PARTS)})/$",
        views.work_save,
        name="work_save",
        may=MAY_CHANGE,
        example="{work}/work",
    ),
    page(
        rf"^works/(?P<pk>\d{{1,18}})/do/(?P<verb>{'|'.join(views.VERBS)})/$",
        views.work_verb,
        name="work_verb",
        may=MAY_CHANGE,
        example="{work}/decide",
    ),
    page(
        rf"^works/(?P<pk>\d{{1,18}})/(?P<part>{'|'.join(views.REMOVED_PARTS)})/(?P<key>\d{{1,18}})/remove/$",
        views.work_part_remove,
        name="work_part_remove",
        may=MAY_CHANGE,
        example="{work}/invoice/1",
    ),
]
