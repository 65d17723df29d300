from django.http import FileResponse
from django.shortcuts import get_object_or_404

from oss.documents.http import send_file
from oss.documents.models import Document
from oss.staff.http import StaffRequest


def download(request: StaffRequest, pk: int, name: str) -> FileResponse:
    """The name in the address is for people; the document's own name is sent."""
    document = get_object_or_404(
        Document.objects.visible_to(request.user).select_related("stored_file"), pk=pk
    )
    return send_file(
        document.stored_file.open(),
        name=document.name,
        content_type=document.content_type,
        inline="download" not in request.GET,
    )
