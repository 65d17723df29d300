"""The languages of public pages and of the mails that lead to them: more than those of the loket itself."""

DUTCH = "nl"
LANGUAGES: dict[str, str] = {DUTCH: "Nederlands", "fr": "Français", "en": "English"}


def spoken(language: str) -> str:
    """One that we have texts in, for somebody who speaks this; Dutch for all others."""
    return language if language in LANGUAGES else DUTCH
