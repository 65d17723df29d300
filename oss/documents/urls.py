from oss.core.pages import page
from oss.documents import views
from oss.documents.lists import DOCUMENTS
from oss.lists.views import listing

urlpatterns = [
    page("documents/", listing("documents"), name="documents", may=DOCUMENTS.permission),
    page(
        "documents/<int:pk>/<str:name>",
        views.download,
        name="document",
        may=DOCUMENTS.permission,
        example="{document}/attest.pdf",
    ),
]
