"""What kind of file a document is, as people call it: by its type, or by its name where that says nothing."""

from django.db import models
from django.db.models import Case, Value, When
from django.utils.translation import gettext_lazy as _


class FileKind(models.TextChoices):
    PDF = "pdf", _("Pdf")
    PHOTO = "photo", _("Photo")
    WORD = "word", _("Word")
    EXCEL = "excel", _("Excel")
    SLIDES = "slides", _("PowerPoint")
    MAIL = "mail", _("Mail")
    TEXT = "text", _("Text")
    ZIP = "zip", _("Zip")
    FILM = "film", _("Film")
    SOUND = "sound", _("Sound")
    OTHER = "other", _("Other file")


_TYPES = {
    FileKind.PDF: r"^application/(x-)?pdf$",
    FileKind.PHOTO: r"^image/",
    FileKind.EXCEL: r"ms-?excel|spreadsheet|^text/csv$",
    FileKind.SLIDES: r"powerpoint|presentation",
    FileKind.WORD: r"msword|ms-word|wordprocessing|opendocument\.text|/rtf$",
    FileKind.MAIL: r"^message/|ms-outlook|ms-tnef",
    FileKind.TEXT: r"^text/",
    FileKind.ZIP: r"zip|x-rar|vnd\.rar|x-7z|x-tar",
    FileKind.FILM: r"^video/",
    FileKind.SOUND: r"^audio/",
}
_NAMES = {
    FileKind.PDF: r"\.pdf$",
    FileKind.PHOTO: r"\.(jpe?g|png|gif|hei[cf]|webp|bmp|tiff?)$",
    FileKind.EXCEL: r"\.(xls[xmb]?|ods|csv)$",
    FileKind.SLIDES: r"\.(pptx?|odp)$",
    FileKind.WORD: r"\.(docx?|odt|rtf)$",
    FileKind.MAIL: r"\.(eml|msg)$",
    FileKind.TEXT: r"\.txt$",
    FileKind.ZIP: r"\.(zip|rar|7z)$",
    FileKind.FILM: r"\.(mp4|mov|avi|mkv)$",
    FileKind.SOUND: r"\.(mp3|m4a|wav|ogg|opus)$",
}

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"BM", b"II*\x00", b"MM\x00*")
_AFTER_A_LENGTH = (b"heic", b"heix", b"heif", b"mif1", b"msf1", b"avif")


def is_picture(data: bytes) -> bool:
    """Whether it begins as a photo does, whatever it is called."""
    if data[:4] == b"RIFF":
        return data[8:12] == b"WEBP"
    return data.startswith(_PICTURES) or (data[4:8] == b"ftyp" and data[8:12] in _AFTER_A_LENGTH)


def kind_of_file() -> Case:
    """Of a document, as an expression: one of `FileKind`."""
    return Case(
        *(When(content_type__iregex=pattern, then=Value(kind.value)) for kind, pattern in _TYPES.items()),
        *(When(name__iregex=pattern, then=Value(kind.value)) for kind, pattern in _NAMES.items()),
        default=Value(FileKind.OTHER.value),
        output_field=models.CharField(),
    )
