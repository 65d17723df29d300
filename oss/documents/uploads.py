"""What is told of a file that somebody uploads and that can't be kept."""

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

LARGEST = 25 * 1024 * 1024
"""Bytes of a file that is filed."""


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
