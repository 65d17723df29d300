"""`manage.py build_assets`: what the browser needs from node_modules, in assets/built/."""

import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from oss.core.icons import ICONS

# file in node_modules → file under vendor/
VENDOR_FILES = {
    "@tabler/core/dist/css/tabler.min.css": "tabler/tabler.min.css",
    "cally/dist/cally.js": "cally/cally.js",
    "chart.js/dist/chart.umd.min.js": "chart.js/chart.umd.min.js",
    "tom-select/dist/css/tom-select.min.css": "tom-select/tom-select.min.css",
    "tom-select/dist/js/tom-select.base.min.js": "tom-select/tom-select.base.min.js",
    "leaflet/dist/leaflet.css": "leaflet/leaflet.css",
    "leaflet/dist/leaflet.js": "leaflet/leaflet.js",
    "@fontsource-variable/noto-sans/wght.css": "noto-sans/noto-sans.css",
    **{
        f"@fontsource-variable/{name}/unicode.json": f"document-fonts/{name}.json"
        for name in ("noto-sans-sc", "noto-sans-jp", "noto-sans-kr")
    },
}
# folder in node_modules → folder under vendor/, and which of its files: for pages, and for documents
FONT_FOLDERS = (
    ("@fontsource-variable/noto-sans/files", "noto-sans/files", "*-wght-normal.woff2"),
    ("@fontsource/noto-sans/files", "document-fonts", "*-[47]00-normal.woff"),
    ("@fontsource/noto-sans-arabic/files", "document-fonts", "*-arabic-arabic-[47]00-normal.woff"),
    ("@fontsource/noto-sans-hebrew/files", "document-fonts", "*-hebrew-hebrew-[47]00-normal.woff"),
    ("@fontsource/noto-emoji/files", "document-fonts", "noto-emoji-emoji-[47]00-normal.woff"),
    # of Chinese, Japanese and Korean, in slices: which signs stand in which, its unicode.json says
    ("@fontsource-variable/noto-sans-sc/files", "document-fonts", "noto-sans-sc-[0-9]*-wght-normal.woff2"),
    ("@fontsource-variable/noto-sans-jp/files", "document-fonts", "noto-sans-jp-[0-9]*-wght-normal.woff2"),
    ("@fontsource-variable/noto-sans-kr/files", "document-fonts", "noto-sans-kr-[0-9]*-wght-normal.woff2"),
)
_SOURCE_MAP = re.compile(r"(?://[#@]|/\*[#@])\s*sourceMappingURL=[^\n*]*(?:\*/)?\s*")
_PICTURE = re.compile(r"\s*background-image:\s*url\(images/[^)]*\);")  # Leaflet's markers and buttons: unused
_DRAWING = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_CANVAS = re.compile(r'\s*<path stroke="none" d="M0 0h24v24H0z" fill="none" />')
_OUTLINE = (
    'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"'
)
_FILLED = 'fill="currentColor"'


class Command(BaseCommand):
    help = "Copies vendor files and draws the icon sprite from node_modules into assets/built/."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        built = Path(settings.BASE_DIR) / "assets" / "built"
        build(Path(settings.BASE_DIR) / "node_modules", built)
        self.stdout.write(f"{sum(path.is_file() for path in built.rglob('*'))} files in {built}")


def build(modules: Path, target: Path) -> None:
    """Fills `target` as a whole, or leaves it as it was: nobody is served half a build."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        fresh = Path(folder) / "built"
        for source, destination in VENDOR_FILES.items():
            path = fresh / "vendor" / destination
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(lean(read(modules / source)), encoding="utf-8")
        copy_fonts(modules, fresh / "vendor")
        sprite_path = fresh / "core" / "icons.svg"
        sprite_path.parent.mkdir(parents=True)
        sprite_path.write_text(sprite(modules / "@tabler/icons/icons", ICONS), encoding="utf-8")
        if target.exists():
            shutil.move(target, Path(folder) / "old")
        shutil.move(fresh, target)


def lean(text: str) -> str:
    """The manifest storage looks for every file that is named; source maps and pictures stay behind."""
    return _PICTURE.sub("", _SOURCE_MAP.sub("", text))


def copy_fonts(modules: Path, vendor: Path) -> None:
    """The typefaces, a file per script: a browser fetches those alone that a page has letters of."""
    for source, destination, names in FONT_FOLDERS:
        files = sorted((modules / source).glob(names))
        if not files:
            raise CommandError(f"{modules / source} holds no {names}: run `npm ci` first")
        (vendor / destination).mkdir(parents=True, exist_ok=True)
        for path in files:
            shutil.copyfile(path, vendor / destination / path.name)


def sprite(drawings: Path, names: frozenset[str]) -> str:
    """One SVG with a symbol per icon, its id the icon's name. Raises CommandError for an unknown icon."""
    symbols = [_symbol(drawings, name) for name in sorted(names)]
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def _symbol(drawings: Path, name: str) -> str:
    filled = name.endswith("-filled")
    path = drawings / ("filled" if filled else "outline") / f"{name.removesuffix('-filled')}.svg"
    found = _DRAWING.search(read(path))
    if found is None:
        raise CommandError(f"{path} holds no drawing")
    lines = " ".join(_CANVAS.sub("", found[1]).split())
    return f'<symbol id="{name}" viewBox="0 0 24 24" {_FILLED if filled else _OUTLINE}>{lines}</symbol>'


def read(path: Path) -> str:
    if not path.is_file():
        raise CommandError(f"{path} is missing: run `npm ci` first, or correct the name")
    return path.read_text(encoding="utf-8")
