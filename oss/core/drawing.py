"""An icon as HTML, for templates (`{% icon %}`) and for what is drawn in Python."""

from functools import cache, lru_cache

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from oss.core.components import Text
from oss.core.icons import ICONS

REMEMBERED = 1_024


@cache
def _sprite() -> str:
    """Looked up once: a list shows a hundred icons."""
    return static("core/icons.svg")


def icon(name: str, label: Text = "") -> SafeString:
    """With a label the icon speaks for itself, without it decorates.

    Raises ValueError for an icon that is not in the sprite.
    """
    if name not in ICONS:
        raise ValueError(f"{name!r} is not in oss.core.icons.ICONS")
    if not label:
        return _silent(name)
    return _speaking(name, str(label))


@lru_cache(maxsize=REMEMBERED, typed=True)  # what is safe already is of a type of its own
def _speaking(name: str, label: str) -> SafeString:
    return format_html(
        '<svg class="icon" role="img" aria-label="{0}"><title>{0}</title><use href="{1}"></use></svg>',
        label,
        f"{_sprite()}#{name}",
    )


@cache
def _silent(name: str) -> SafeString:
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}"></use></svg>', f"{_sprite()}#{name}"
    )
