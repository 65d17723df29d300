"""What the components say to who sees them and to who hears them."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django import forms
from django.http import HttpRequest
from django.template import Context, Template
from django.test import Client, RequestFactory, override_settings
from django.utils import translation
from pytest_django.asserts import assertInHTML

from oss.core.components import (
    BarStage,
    EmptyState,
    FilterChip,
    ListTable,
    Lookup,
    LookupOption,
    MissingField,
    Move,
    PersonChip,
    ProcessBar,
    Sort,
    StageState,
    TableCell,
    TableColumn,
    TableRow,
    Timeline,
    TimelineEntry,
)
from oss.core.forms import LookupWidget
from oss.core.styleguide import ENTRIES
from oss.staff.models import Team, User
from oss.staff.roles import Role

BRUSSELS = ZoneInfo("Europe/Brussels")
NOTHING = EmptyState("inbox", "Nothing here.", "Do something", "/do/")


def render(source: str, **context: Any) -> str:
    with translation.override("en"):
        return Template(source).render(Context(context))


# --- Icon ----------------------------------------------------------------------------------------


def test_an_icon_without_a_label_is_hidden_from_who_listens() -> None:
    html = render('{% icon "mail" %}')

    assertInHTML(
        '<svg class="icon" aria-hidden="true"><use href="/static/core/icons.svg#mail"></use></svg>', html
    )


def test_an_icon_with_a_label_speaks_for_itself() -> None:
    html = render('{% icon "mail" label=label %}', label='Mail "An" <b>')

    assert 'role="img"' in html
    assert "<title>Mail &quot;An&quot; &lt;b&gt;</title>" in html


def test_an_icon_that_is_not_in_the_sprite_raises() -> None:
    with pytest.raises(ValueError, match="unicorn"):
        render('{% icon "unicorn" %}')


# --- Empty state and person chip -----------------------------------------------------------------


def test_an_empty_state_offers_its_one_action() -> None:
    html = render('{% empty_state icon="inbox" text="Nothing here." action="Do something" url="/do/" %}')

    assertInHTML("<p>Nothing here.</p>", html)
    assertInHTML('<a class="btn" href="/do/">Do something</a>', html)


def test_an_empty_state_without_an_action_has_no_link() -> None:
    assert "<a" not in render('{% empty_state icon="inbox" text="Nothing here." %}')


def test_a_person_chip_names_whom_its_links_reach() -> None:
    html = render(
        "{% person_chip name='An Wauters' initials='AW' role='Owner' email='an@x.be' phone='+32 15 29' %}"
    )

    assert 'href="mailto:an@x.be"' in html
    assert "Mail An Wauters" in html
    assert 'href="tel:+321529"' in html
    assert "Call An Wauters, +32 15 29" in html


def test_a_person_chip_without_mail_and_phone_has_no_links() -> None:
    assert "<a" not in render("{% person_chip name='An Wauters' initials='AW' %}")


def test_a_phone_number_is_dialled_without_its_spaces() -> None:
    assert PersonChip("An", "A", phone="015 29/79.11").phone_url == "tel:015297911"


# --- Process bar ---------------------------------------------------------------------------------


def bar(**parts: Any) -> ProcessBar:
    stages = (
        BarStage("Request", StageState.DONE, 3),
        BarStage("Analysis", StageState.CURRENT, 1),
        BarStage("Decision", StageState.NEXT),
    )
    return ProcessBar(**{"key": "d42", "label": "Progress of D2026-00042", "stages": stages, **parts})


def test_the_current_stage_is_the_current_step_and_states_are_words_too() -> None:
    html = render("{% process_bar bar %}", bar=bar())

    assert html.count('aria-current="step"') == 1
    assert "Current stage:" in html
    assert "Still to come:" in html
    assert "<title>Done</title>" in html


def test_the_days_of_a_stage_are_counted_in_words() -> None:
    html = " ".join(render("{% process_bar bar %}", bar=bar()).split())

    assert "3 days" in html
    assert ">1 day<" in html


def test_the_current_stage_opens_its_flyout() -> None:
    html = render("{% process_bar bar %}", bar=bar())

    assert 'popovertarget="flyout-d42"' in html
    assert 'id="flyout-d42" popover' in html


def test_missing_fields_are_links_to_where_they_are_filled_in() -> None:
    html = render("{% process_bar bar %}", bar=bar(missing=(MissingField("Site address", "/d/42/#address"),)))

    assert 'href="/d/42/#address"' in html
    assert "Site address" in html
    assert "Nothing is missing" not in html


def test_a_stage_without_gaps_says_so() -> None:
    assert "Nothing is missing in this stage." in render("{% process_bar bar %}", bar=bar())


def test_a_move_posts_its_verb_with_the_token_of_the_page() -> None:
    moves = (Move("To Decision", "player-skip-forward", "/d/42/move/", "advance", primary=True),)

    html = render("{% process_bar bar %}", bar=bar(moves=moves), csrf_token="t0ken")

    assert 'method="post" action="/d/42/move/"' in html
    assert 'value="t0ken"' in html
    assert 'value="advance"' in html


def test_a_refused_move_tells_why() -> None:
    moves = (
        Move("To Decision", "player-skip-forward", "/m/", "advance", refused="Fill in the address first."),
    )

    html = render("{% process_bar bar %}", bar=bar(moves=moves))

    assert 'aria-disabled="true" aria-describedby="refused-d42-advance"' in html
    assertInHTML(
        '<span class="flyout-refused" id="refused-d42-advance">Fill in the address first.</span>', html
    )


def test_a_completed_dossier_keeps_its_moves_under_the_last_stage() -> None:
    done = (BarStage("Request", StageState.DONE, 3), BarStage("Completed", StageState.DONE, 0))
    completed = bar(stages=done, moves=(Move("Reopen", "arrow-back-up", "/m/", "reopen"),))

    assert completed.flyout_stage == done[-1]
    assert "aria-current" not in render("{% process_bar bar %}", bar=completed)


def test_a_completed_dossier_without_moves_has_no_flyout() -> None:
    completed = bar(stages=(BarStage("Completed", StageState.DONE, 0),))

    assert "popover" not in render("{% process_bar bar %}", bar=completed)


def test_two_current_stages_are_refused() -> None:
    with pytest.raises(ValueError, match="one current stage"):
        bar(stages=(BarStage("A", StageState.CURRENT), BarStage("B", StageState.CURRENT)))


# --- Timeline ------------------------------------------------------------------------------------


def entry(day: int, hour: int, title: str, **more: Any) -> TimelineEntry:
    return TimelineEntry("Note", "note", datetime(2026, 11, day, hour, tzinfo=BRUSSELS), title, **more)


@time_machine.travel(datetime(2026, 11, 21, 9, tzinfo=BRUSSELS), tick=False)
def test_a_timeline_groups_its_entries_by_day_of_brussels() -> None:
    entries = (
        entry(21, 0, "Just after midnight"),
        entry(20, 23, "Late"),
        entry(20, 9, "Early"),
        entry(9, 9, "Old"),
    )

    with translation.override("en"):
        days = Timeline("Timeline", entries, NOTHING).days

    assert [(day.label, len(day.entries)) for day in days] == [
        ("Today", 1),
        ("Yesterday", 2),
        ("Monday 9 November 2026", 1),
    ]


def test_what_is_pinned_stands_on_top_and_only_there() -> None:
    timeline = Timeline(
        "Timeline", (entry(20, 9, "Plain"), entry(9, 9, "Call after five", pinned=True)), NOTHING
    )

    html = render("{% timeline timeline %}", timeline=timeline)

    assert html.count("Call after five") == 1
    assert html.index("Call after five") < html.index("Plain")
    assert "09/11/2026 09:00" in html


def test_each_entry_names_its_kind_and_its_moment_for_machines() -> None:
    html = render("{% timeline timeline %}", timeline=Timeline("Timeline", (entry(9, 9, "Plain"),), NOTHING))

    assert "<title>Note</title>" in html
    assert '<time datetime="2026-11-09T09:00:00+01:00">' in html


def test_the_active_filter_of_a_timeline_is_told() -> None:
    chips = (FilterChip("All", "?", active=True), FilterChip("Mails", "?kind=mail", "mail", 3))

    html = render("{% timeline timeline %}", timeline=Timeline("Timeline", (), NOTHING, chips))

    assert html.count('aria-current="true"') == 1
    assert 'href="?kind=mail"' in html


def test_an_empty_timeline_says_what_to_do() -> None:
    assert "Do something" in render("{% timeline timeline %}", timeline=Timeline("Timeline", (), NOTHING))


# --- List table ----------------------------------------------------------------------------------


def table(*rows: TableRow) -> ListTable:
    columns = (
        TableColumn("Dossier", sort_url="?sort=number", sort=Sort.DESCENDING),
        TableColumn("Contact", sort_url="?sort=contact"),
        TableColumn("Amount", numeric=True),
    )
    return ListTable("My dossiers", columns, rows, NOTHING)


ROW = TableRow(
    (TableCell("D2026-00042", "bulb", "advice", "Advice"), TableCell("An Wauters"), TableCell("€ 7,00")),
    "/d/42/",
)


def test_a_list_has_a_caption_and_headings_for_columns_and_rows() -> None:
    html = render("{% list_table table %}", table=table(ROW))

    assertInHTML('<caption class="visually-hidden">My dossiers</caption>', html)
    assert html.count('<th scope="col"') == 3
    assert html.count('<th scope="row"') == 1


def test_sorted_columns_say_how() -> None:
    html = render("{% list_table table %}", table=table(ROW))

    assert html.count('aria-sort="descending"') == 1
    assert html.count('aria-sort="none"') == 1
    assert 'href="?sort=contact"' in html


def test_a_row_has_one_link() -> None:
    html = render("{% list_table table %}", table=table(ROW))

    assert html.count('href="/d/42/"') == 1


def test_numbers_align_right() -> None:
    html = render("{% list_table table %}", table=table(ROW))

    assert html.count('class="numeric"') == 2


def test_long_text_can_be_read_in_full() -> None:
    long = "Residentie " * 20
    html = render(
        "{% list_table table %}", table=table(TableRow((TableCell("D1"), TableCell(long), TableCell("1"))))
    )

    assert f'title="{long}"' in html


def test_a_list_without_rows_is_no_table_but_an_empty_state() -> None:
    html = render("{% list_table table %}", table=table())

    assert "<table" not in html
    assert "Do something" in html


def test_a_row_with_too_few_cells_is_refused() -> None:
    with pytest.raises(ValueError, match="one cell per column"):
        table(TableRow((TableCell("D1"),)))


# --- Lookup --------------------------------------------------------------------------------------


def test_a_lookup_is_a_select_with_its_choice_for_who_has_no_javascript() -> None:
    chosen = LookupOption("7", "An Wauters", "Hanswijkstraat 17", "user")
    lookup = Lookup("contact", "/options/", "id_contact", chosen, label="Contact")

    html = render("{% lookup lookup %}", lookup=lookup)

    assertInHTML('<label for="id_contact">Contact</label>', html)
    assertInHTML(
        '<option value="7" data-detail="Hanswijkstraat 17" data-icon="user" selected>An Wauters</option>',
        html,
    )


def test_a_lookup_brings_its_words_for_searching_nothing_and_failure() -> None:
    html = render("{% lookup lookup %}", lookup=Lookup("contact", "/options/", "id_contact"))

    assert 'data-loading="Searching…"' in html
    assert "data-nothing=" in html
    assert "data-failed=" in html
    assert 'role="status"' in html


class ContactForm(forms.Form):
    contact = forms.ChoiceField(
        choices=[("1", "An"), ("2", "Bo")],
        help_text="Somebody we know.",
        widget=LookupWidget("styleguide_options", placeholder="Name"),
    )


def test_a_lookup_in_a_form_writes_only_what_was_chosen() -> None:
    html = str(ContactForm({"contact": "2"}))

    assertInHTML('<option value="2" selected>Bo</option>', html)
    assert "An</option>" not in html


def test_a_lookup_in_a_form_keeps_its_label_help_and_error() -> None:
    html = str(ContactForm({}))

    assert 'for="id_contact"' in html
    assert 'aria-describedby="id_contact_helptext id_contact_error"' in html
    assert 'aria-invalid="true"' in html


@pytest.mark.django_db
def test_a_lookup_over_many_rows_asks_for_the_chosen_one_only(django_assert_num_queries: Any) -> None:
    wanted, _other = (Team.objects.create(name=name) for name in ("Loket", "Financieel"))

    class TeamForm(forms.Form):
        team = forms.ModelChoiceField(Team.objects.all(), widget=LookupWidget("styleguide_options"))

    with django_assert_num_queries(1):
        html = str(TeamForm(initial={"team": wanted.pk}))

    assertInHTML(f'<option value="{wanted.pk}" selected>Loket</option>', html)
    assert "Financieel" not in html


@pytest.mark.django_db
def test_a_lookup_shows_nothing_chosen_for_a_value_that_is_no_row() -> None:
    class TeamForm(forms.Form):
        team = forms.ModelChoiceField(Team.objects.all(), widget=LookupWidget("styleguide_options"))

    assert "selected" not in str(TeamForm({"team": "not-a-number"}))


# --- Forms ---------------------------------------------------------------------------------------


class VisitForm(forms.Form):
    day = forms.DateField(label="Day", help_text="dd/mm/yyyy")
    mode = forms.ChoiceField(
        label="Mode", choices=[("home", "Home"), ("desk", "Desk")], widget=forms.RadioSelect
    )
    note = forms.CharField(label="Note", required=False)

    def clean(self) -> None:
        if self.data.get("note") == "clash":
            raise forms.ValidationError("The coach is somewhere else.")


def test_a_field_ties_label_help_and_error_to_its_input() -> None:
    html = str(VisitForm({"mode": "home", "day": "soon"})["day"].as_field_group())

    assert '<label for="id_day">' in html
    assert 'id="id_day_helptext"' in html
    assert 'id="id_day_error"' in html
    assert 'aria-describedby="id_day_helptext id_day_error"' in html
    assert 'aria-invalid="true"' in html


def test_only_required_fields_are_marked() -> None:
    form = VisitForm()

    assert "required-mark" in form["day"].as_field_group()
    assert "required-mark" not in form["note"].as_field_group()


def test_a_group_of_radio_buttons_is_a_fieldset_with_a_legend() -> None:
    html = VisitForm({"day": "21/11/2026"})["mode"].as_field_group()

    assert "<fieldset" in html
    assert "<legend>" in html
    assert 'aria-describedby="id_mode_error"' in html


def test_several_errors_are_summed_up_on_top_with_links() -> None:
    with translation.override("en"):
        html = str(VisitForm({}))

    assert 'role="alert"' in html
    assertInHTML('<a href="#id_day">Day</a>', html)
    assertInHTML('<a href="#id_mode">Mode</a>', html)


def test_what_is_wrong_with_the_form_as_a_whole_stands_on_top() -> None:
    html = str(VisitForm({"day": "21/11/2026", "mode": "home", "note": "clash"}))

    assertInHTML("<p>The coach is somewhere else.</p>", html)


def test_a_form_without_errors_has_no_summary() -> None:
    assert "error-summary" not in str(VisitForm())


# --- Style guide ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ENTRIES)
def test_every_page_of_the_style_guide_shows_its_examples(name: str, rf: RequestFactory) -> None:
    request: HttpRequest = rf.get("/")

    examples = ENTRIES[name].examples()

    assert len(examples) > 1
    assert all(example.render(request).strip() for example in examples)


def test_the_style_guide_is_not_there_outside_development(client_of: Any, user_with: Any) -> None:
    client: Client = client_of(user_with(Role.DESK))

    pages = ["/styleguide/", "/styleguide/form/", "/styleguide/options/"]
    assert [client.get(page).status_code for page in pages] == [404, 404, 404]


@override_settings(DEBUG=True)
def test_the_style_guide_shows_each_component_in_development(client_of: Any, user_with: Any) -> None:
    user: User = user_with(Role.DESK)
    client: Client = client_of(user)

    index = client.get("/styleguide/").content.decode()

    assert all(f'href="/styleguide/{name}/"' in index for name in ENTRIES)
    assert client.get("/styleguide/process_bar/").status_code == 200
    assert client.get("/styleguide/unicorn/").status_code == 404


@override_settings(DEBUG=True)
def test_the_example_lookup_answers_with_options_and_fails_when_asked(client_of: Any, user_with: Any) -> None:
    client: Client = client_of(user_with(Role.DESK))

    assert [option["label"] for option in client.get("/styleguide/options/?q=benali").json()] == [
        "Mohamed Benali"
    ]
    assert client.get("/styleguide/options/?q=fout").status_code == 500
