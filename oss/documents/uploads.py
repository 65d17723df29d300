"""What is told of a file that somebody uploads and that can't be kept."""

from collections.abc import Collection
from typing import NamedTuple

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oss.documents.models import Document
from oss.staff.models import User

LARGEST = 25 * 1024 * 1024
"""Bytes of a file that is filed."""


class Upload(NamedTuple):
    """What somebody uploaded, read."""

    data: bytes
    name: str
    content_type: str


def read(upload: UploadedFile) -> Upload:
    return Upload(upload.read(), upload.name or _("file"), upload.content_type or "")


def too_large(upload: UploadedFile) -> str:
    """ "" where it can be filed; asked before it is read."""
    if upload.size is not None and upload.size <= LARGEST:
        return ""
    return _("“%(name)s” is larger than 25 MB.") % {"name": upload.name}


def no_room_for(upload: UploadedFile) -> str:
    words = _(
        "“%(name)s” was not kept: the disk of the server is full. Tell the CRM administrator, and upload it"
        " again afterwards."
    )
    return words % {"name": upload.name}


def told_of_unseen(documents: Collection[Document], user: User) -> str:
    """Who files a paper that they may not read is told where it went; "" where they may read all."""
    keys = {one.pk for one in documents}
    unseen = len(keys) - Document.objects.visible_to(user).filter(pk__in=keys).count()
    told = ngettext(
        "You may not read %(number)s of them: it is for financial advisers, coordinators or who handles"
        " the dossier.",
        "You may not read %(number)s of them: they are for financial advisers, coordinators or who"
        " handles the dossier.",
        unseen,
    )
    return told % {"number": unseen} if unseen else ""
