"""How uploads too large for memory reach the disk: one that finds no room there costs only itself, and none
stays behind, also of a web worker that is killed."""

from contextlib import suppress
from errno import ENOSPC
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from oss.core.disk import DiskFullError, telling_a_full_disk


class LostUpload(UploadedFile):
    """An upload for which the disk had no room: name and size are known, reading raises DiskFullError."""

    def read(self, *_args: Any) -> bytes:
        raise DiskFullError(ENOSPC, "No space left on device")


class UploadHandler(TemporaryFileUploadHandler):
    """As Django's, but a full disk does not end the request: the other files and the fields still arrive.

    Its file has no name: it is read through the upload, and the system takes it back when its process ends.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.is_lost = False
        try:
            with telling_a_full_disk():
                super().new_file(*args, **kwargs)
                Path(self.file.temporary_file_path()).unlink()
        except DiskFullError:
            self.is_lost = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if not self.is_lost:
            try:
                with telling_a_full_disk():
                    return super().receive_data_chunk(raw_data, start)
            except DiskFullError:
                self._lose()
        return None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if not self.is_lost:
            try:
                with telling_a_full_disk():
                    return super().file_complete(file_size)
            except DiskFullError:
                self._lose()
        return LostUpload(
            BytesIO(), self.file_name, self.content_type, file_size, self.charset, self.content_type_extra
        )

    def _lose(self) -> None:
        self.is_lost = True
        with suppress(OSError):  # closing writes what was still held back
            self.file.close()
