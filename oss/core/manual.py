"""The Dutch manual: the Markdown pages of docs/, in the order of their file names."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import markdown
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True)
class ManualPage:
    """`docs/10-aanmelden.md` has slug "aanmelden"; its first heading is its title."""

    slug: str
    title: str
    source: str

    @property
    def url(self) -> str:
        return reverse("help_page", args=[self.slug])

    @property
    def html(self) -> SafeString:
        return mark_safe(markdown.markdown(self.source, extensions=["tables", "toc", "attr_list"]))  # noqa: S308 - our own pages


@cache
def pages() -> tuple[ManualPage, ...]:
    found = []
    for path in sorted(Path(settings.BASE_DIR, "docs").glob("*.md")):
        source = path.read_text(encoding="utf-8")
        title = re.search(r"^# (.+)$", source, re.MULTILINE)
        if title is None:
            raise ValueError(f"{path.name} has no first heading")
        found.append(ManualPage(re.sub(r"^\d+-", "", path.stem), title[1].strip(), source))
    return tuple(found)


def find(slug: str) -> ManualPage | None:
    return next((page for page in pages() if page.slug == slug), None)
