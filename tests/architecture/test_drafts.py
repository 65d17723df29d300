"""Every form in which something is typed keeps a draft, or is named here with its reason."""

import re

from tests.conftest import ROOT

TEMPLATES = ROOT / "templates"
EXEMPT = {
    "account/": "passwords and logins are never kept",
    "staff/session_login.html": "passwords and logins are never kept",
    "contacts/import.html": "a file",
    "contacts/import_state.html": "a tick before the one button",
    "dossiers/tab_files.html": "files, and ticks at them beside what they are",
    "dossiers/contact_moments/tally.html": "each tap is sent at once",
    "dossiers/loans/statements.html": "a file",
    "dossiers/link.html": "one choice, made and sent at once",
    "dossiers/quotes/compare.html": "why no quote came: one line, sent at once",
    "dossiers/schemes/question.html": "one answer, sent at once",
    "dossiers/shield/page.html": "with whom it is shared: one choice, sent at once",
    "dossiers/surveys/public.html": "of a citizen, of whom nothing is kept before it is sent",
    "dossiers/types/lending/loan.html": "whether the deposit was paid: one tick beside one button",
    "lists/list.html": "ticks at rows for bulk work, which a page of their own asks about",
    "lists/jobs/confirm.html": "a step of bulk work on rows that are ticked elsewhere",
    "queues/pane_mail.html": "ticks at attachments, beside one button",
    "core/styleguide/form.html": "shows what a form looks like",
}
"""By the beginning of the template's name. Forms that search or filter are sent by GET; those without a field
to fill in are buttons."""
FIELDS = re.compile(
    r"\{\{\s*[a-z_.]*form[a-z_.]*\s*\}\}|<textarea|<select|_field_group|radio="
    r"|<input(?![^>]*type=\"hidden\")"
)


def forms_of(name: str) -> list[str]:
    forms = re.findall(r"<form\b.*?</form>", (TEMPLATES / name).read_text(), re.DOTALL)
    return [_with_includes(one) for one in forms if 'method="post"' in one]


def _with_includes(text: str) -> str:
    def included(match: re.Match[str]) -> str:
        path = TEMPLATES / match[1]
        return path.read_text() if path.exists() else ""  # Django's own have no form of ours

    return re.sub(r'\{% include "([^"]+)"[^%]*%\}', included, text)


def lacking(forms: dict[str, list[str]]) -> list[str]:
    return [
        name
        for name, found in forms.items()
        if any(FIELDS.search(one) and "{% draft" not in one for one in found)
    ]


def test_every_form_in_which_something_is_typed_keeps_a_draft() -> None:
    names = [str(path.relative_to(TEMPLATES)) for path in sorted(TEMPLATES.rglob("*.html"))]
    without = lacking({name: forms_of(name) for name in names})
    assert [name for name in without if not name.startswith(tuple(EXEMPT))] == []
    assert [prefix for prefix in EXEMPT if not any(name.startswith(prefix) for name in without)] == []


def test_a_form_without_a_draft_is_noticed() -> None:
    planted = '<form method="post">{% csrf_token %}{{ note_form }}</form>'
    assert lacking({"x.html": [planted]}) == ["x.html"]
    assert lacking({"x.html": [planted.replace("</form>", "{% draft %}</form>")]}) == []
    assert lacking({"x.html": ['<form method="post">{% csrf_token %}<button>Weg</button></form>']}) == []
