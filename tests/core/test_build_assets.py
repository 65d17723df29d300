from pathlib import Path

import pytest
from django.core.management.base import CommandError

from oss.core.icons import ICONS
from oss.core.management.commands import build_assets
from oss.core.management.commands.build_assets import FONT_FOLDERS, VENDOR_FILES, build, lean, sprite

LATIN = "noto-sans-latin-wght-normal.woff2"

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24">
  <path stroke="none" d="M0 0h24v24H0z" fill="none" />
  <path d="M1 2h3" />
</svg>"""


@pytest.fixture
def modules(tmp_path: Path) -> Path:
    """A node_modules with every file that is asked for."""
    folder = tmp_path / "node_modules"
    for name in VENDOR_FILES:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"/* {name} */\n/*# sourceMappingURL={path.name}.map */")
    for source, _destination, names in FONT_FOLDERS:
        (folder / source).mkdir(parents=True, exist_ok=True)
        name = names.replace("[0-9]*", "4").replace("[47]", "4").replace("*", "noto-sans-latin")
        (folder / source / name).write_bytes(b"wOF2\xff")
    (folder / FONT_FOLDERS[0][0] / "noto-sans-latin-wdth-italic.woff2").write_bytes(b"wOF2\xff")
    for name in ICONS:
        drawn = "filled" if name.endswith("-filled") else "outline"
        path = folder / "@tabler/icons/icons" / drawn / f"{name.removesuffix('-filled')}.svg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(DRAWING)
    return folder


def test_vendor_files_are_copied_without_their_source_maps(modules: Path, tmp_path: Path) -> None:
    build(modules, tmp_path / "built")

    copies = [(tmp_path / "built/vendor" / name).read_text() for name in VENDOR_FILES.values()]
    assert all(copy.startswith("/*") and "sourceMappingURL" not in copy for copy in copies)


def test_the_typeface_is_copied_byte_by_byte_upright_alone(modules: Path, tmp_path: Path) -> None:
    build(modules, tmp_path / "built")

    folder = tmp_path / "built/vendor/noto-sans/files"
    assert [path.name for path in folder.iterdir()] == [LATIN]
    assert (folder / LATIN).read_bytes() == b"wOF2\xff"


@pytest.mark.parametrize(("folder", "names"), [(source, names) for source, _target, names in FONT_FOLDERS])
def test_a_build_without_its_typefaces_is_refused(
    folder: str, names: str, modules: Path, tmp_path: Path
) -> None:
    next((modules / folder).glob(names)).unlink()

    with pytest.raises(CommandError, match="npm ci"):
        build(modules, tmp_path / "built")


@pytest.mark.parametrize(
    "comment",
    ["//# sourceMappingURL=a.js.map", "/*# sourceMappingURL=a.css.map */", "//@ sourceMappingURL=a"],
)
def test_both_kinds_of_source_map_comment_go(comment: str) -> None:
    assert lean(f"kept();\n{comment}\n") == "kept();\n"


def test_pictures_that_are_not_copied_are_not_named() -> None:
    rule = (
        ".leaflet-control-layers-toggle {\n\tbackground-image: url(images/layers.png);\n\twidth: 36px;\n\t}"
    )
    assert lean(rule) == ".leaflet-control-layers-toggle {\n\twidth: 36px;\n\t}"


def test_a_second_build_replaces_the_first_as_a_whole(modules: Path, tmp_path: Path) -> None:
    target = tmp_path / "built"
    target.mkdir()
    (target / "stale.css").write_text("old")

    build(modules, target)

    assert not (target / "stale.css").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("tmp")] == []


def test_a_failed_build_leaves_the_old_one_in_place(modules: Path, tmp_path: Path) -> None:
    target = tmp_path / "built"
    build(modules, target)
    (modules / next(iter(VENDOR_FILES))).unlink()

    with pytest.raises(CommandError, match="npm ci"):
        build(modules, target)

    assert (target / "core/icons.svg").is_file()


def test_the_sprite_holds_each_icon_under_its_name_without_the_invisible_canvas(modules: Path) -> None:
    drawings = modules / "@tabler/icons/icons"

    drawn = sprite(drawings, frozenset({"mail", "phone"}))

    assert drawn.count("<symbol") == 2
    assert '<symbol id="mail" viewBox="0 0 24 24" fill="none" stroke="currentColor"' in drawn
    assert "M1 2h3" in drawn
    assert "M0 0h24v24H0z" not in drawn


def test_a_filled_icon_is_drawn_from_the_filled_folder(modules: Path) -> None:
    filled = modules / "@tabler/icons/icons/filled/star.svg"
    filled.parent.mkdir(exist_ok=True)
    filled.write_text(DRAWING)

    drawn = sprite(modules / "@tabler/icons/icons", frozenset({"star-filled"}))

    assert '<symbol id="star-filled" viewBox="0 0 24 24" fill="currentColor">' in drawn


def test_a_misspelt_icon_stops_the_build(modules: Path) -> None:
    with pytest.raises(CommandError, match="no-such-icon"):
        sprite(modules / "@tabler/icons/icons", frozenset({"no-such-icon"}))


def test_every_icon_exists_in_the_installed_package() -> None:
    drawings = Path(build_assets.settings.BASE_DIR) / "node_modules/@tabler/icons/icons"

    assert sprite(drawings, ICONS).count("<symbol") == len(ICONS)
