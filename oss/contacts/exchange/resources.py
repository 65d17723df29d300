"""The columns of people and organisations in a spreadsheet, and how a row becomes a record.

A row is checked and saved by the same forms and operations as on the page. The headings are Dutch in every
language: they are the file's format, so that what one colleague exports another can import.
"""

from collections.abc import Callable
from typing import Any, ClassVar

import tablib
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.resources import ModelResource

from oss.addresses.models import Address
from oss.addresses.typeahead import hits
from oss.contacts.channels import (
    display_phone,
    extension_of,
    lost_its_zero,
    normalise_mail,
    normalise_phone,
    split_mails,
    split_phones,
)
from oss.contacts.forms.records import NUMBER_TAKEN, OrganisationForm, PersonForm
from oss.contacts.models import Organisation, Person, PointKind, RecordKind
from oss.contacts.operations.records import add_contact_point
from oss.core.keys import key_of
from oss.core.text_search import fold
from oss.reports.spreadsheets import plain_text
from oss.staff.models import User

NUMBER = "nummer"
ENTERPRISE_NUMBER = "ondernemingsnummer"
_CHANNELS = {"mail": PointKind.MAIL, "phone": PointKind.PHONE}

Points = dict[str, list[str]]
"""The mail addresses and phone numbers of a row by the heading of their column: a cell may hold several."""


class ContactResource(ModelResource):
    """`by` is who imports; with `check_only` nothing is written. A row with a number changes that record,
    in the columns that the file has; a row without one makes a new record."""

    form_class: type[Any]
    _meta: Any  # made of Meta by the library
    headings: ClassVar[dict[str, str]]  # the form's field by the heading of its column
    other_headings: ClassVar[dict[str, str]]  # the heading that is meant by what lists from elsewhere call it

    def __init__(self, *, by: User, check_only: bool = False) -> None:
        super().__init__()
        self.by = by
        self.check_only = check_only
        self.remarks: list[tuple[int, ValidationError]] = []  # on rows that are not wrong, by their number
        self.fields = {NUMBER: Field(attribute="pk", column_name=NUMBER, readonly=True)} | {
            heading: Field(attribute=heading, column_name=heading) for heading in self.headings
        }

    class Meta:
        import_id_fields: ClassVar[list[str]] = []
        skip_diff = True
        use_transactions = False  # the runner decides

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        return (NUMBER, *cls.headings)

    @classmethod
    def several(cls) -> tuple[str, ...]:
        """The columns of which a cell may hold more than one value."""
        return tuple(heading for heading, name in cls.headings.items() if name in _CHANNELS)

    # --- import ---

    def get_or_init_instance(self, instance_loader: Any, row: Any) -> tuple[Any, bool]:
        number = row.get(NUMBER, "")
        if not number:
            return self._meta.model(), True
        found = self._meta.model.objects.visible_to(self.by).active()
        instance = found.filter(pk=key_of(number)).first()
        if instance is None:
            raise ValidationError(
                {NUMBER: _("There is no active record with number %(number)s.") % {"number": number}}
            )
        return instance, False

    def import_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        """Fills the form in with the columns of the file, and with what stands in the record for the rest."""
        wrong: dict[str, list[str]] = {}
        self.points: Points = {}
        unbound = self.form_class(user=self.by, instance=instance)
        typed = {name: unbound.get_initial_for_field(field, name) for name, field in unbound.fields.items()}
        for heading, name in self.headings.items():
            if heading not in row:
                continue
            try:
                if name in _CHANNELS:
                    self.points[heading] = _points(_CHANNELS[name], row[heading])
                    typed[name] = next(iter(self.points[heading]), "")
                elif name in unbound.fields:
                    typed[name] = self._read(unbound, name, row[heading])
            except ValidationError as error:
                wrong[heading] = error.messages
        self.form = self.form_class(typed, user=self.by, instance=instance)
        if not self.form.is_valid() or wrong:
            raise ValidationError(self._errors() | wrong)

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        if import_validation_errors or instance.pk is None:
            return False
        return not self.form.changes() and not self._new_points(instance)

    def validate_instance(
        self, instance: Any, import_validation_errors: Any = None, validate_unique: Any = True
    ) -> None:
        if import_validation_errors:
            raise ValidationError(import_validation_errors)

    def save_instance(self, instance: Any, is_create: bool, row: Any, **kwargs: Any) -> None:
        if self.check_only:
            self._tell_lost_zeros(row, kwargs["row_number"])
            if is_create and (known := self._known()):
                self.remarks.append((kwargs["row_number"], ValidationError({NUMBER: self._told(known)})))
            return
        points = [] if is_create else self._new_points(instance)
        try:
            saved = self.form.save_by_operation()
            for kind, value in self._more_points() if is_create else points:
                add_contact_point(saved, by=self.by, kind=kind, value=value)
        except ValidationError as error:
            names = {name: heading for heading, name in self.headings.items()}
            fields = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
            raise ValidationError(
                {names.get(name, "__all__"): texts for name, texts in fields.items()}
            ) from error

    def save_m2m(self, *args: Any, **kwargs: Any) -> None:
        """The operations have saved everything."""

    def _known(self) -> Any:
        """Who has this name already, and this mail address or phone number where the row has one."""
        data = self.form.cleaned_data
        name = " ".join(str(data.get(part) or "") for part in ("first_name", "last_name", "name"))
        found = self._meta.model.objects.visible_to(self.by).active().filter(search=f" {fold(name)}")
        points = [
            normalise(text)
            for text, normalise in ((data["mail"], normalise_mail), (data["phone"], normalise_phone))
            if text
        ]
        if points:
            found = found.filter(contact_points__normalised__in=points)
        return found.order_by("pk").first()

    def _told(self, known: Any) -> str:
        return _(
            "“%(name)s” is known already. Write %(number)s in the column “%(column)s” to change that one; as"
            " it is, the row makes a second."
        ) % {"name": known, "number": known.pk, "column": NUMBER}

    def _new_points(self, instance: Any) -> list[tuple[PointKind, str]]:
        """Those of the row that this record does not have."""
        known = {point.normalised: point.value for point in instance.contact_points.all()}
        return [
            (kind, value)
            for kind, values in self._by_kind()
            for value in values
            if (there := known.get(_NORMALISE[kind](value))) is None
            or extension_of(value) not in {"", extension_of(there)}
        ]

    def _more_points(self) -> list[tuple[PointKind, str]]:
        """Those beside the first of each kind, which the form makes with the record."""
        return [(kind, value) for kind, values in self._by_kind() for value in values[1:]]

    def _by_kind(self) -> list[tuple[PointKind, list[str]]]:
        return [(_CHANNELS[self.headings[heading]], values) for heading, values in self.points.items()]

    def _tell_lost_zeros(self, row: Any, number: int) -> None:
        for heading, values in self.points.items():
            if self.headings[heading] == "phone" and any(map(lost_its_zero, split_phones(row[heading]))):
                told = _("The 0 in front was gone: “%(text)s” is read as %(numbers)s.") % {
                    "text": row[heading],
                    "numbers": ", ".join(values),
                }
                self.remarks.append((number, ValidationError({heading: told})))

    def _read(self, form: Any, name: str, text: str) -> Any:
        """Choices by their label or value in any case, yes and no in words, an address by its whole text."""
        field = form.fields[name]
        if name == "address":
            return _address(text, self.by)
        if name == "do_not_contact":
            return _yes_or_no(text)
        if choices := getattr(field, "choices", None):
            if not text and field.required:  # what stands there, or what a new record begins with
                return form.get_initial_for_field(field, name)
            return _choice(text, [(str(value), str(label)) for value, label in choices])
        return text

    def _errors(self) -> dict[str, list[str]]:
        names = {name: heading for heading, name in self.headings.items()}
        found: dict[str, list[str]] = {}
        plain = {  # on a page these are more than words
            "national_number": _("There is a national register number in this text. Take it out."),
            NUMBER_TAKEN: _("There is already an organisation with this enterprise number."),
        }
        for name, errors in self.form.errors.as_data().items():
            for error in errors:
                text = [plain[error.code]] if error.code in plain else error.messages
                found.setdefault(names.get(name, "__all__"), []).extend(text)
        return found

    # --- export ---

    def export(self, queryset: Any = None, **kwargs: Any) -> tablib.Dataset:
        """All columns of the records, each text safe in a spreadsheet."""
        data = tablib.Dataset(
            headers=list(self.columns()), title=str(self._meta.model._meta.verbose_name_plural)
        )
        for record in queryset.with_contact().iterator(chunk_size=1000):
            data.append([plain_text(record.pk), *(plain_text(cell) for cell in self._cells(record))])
        return data

    def _cells(self, record: Any) -> list[str]:
        special: dict[str, Callable[[Any], Any]] = {
            "mail": lambda one: one.main_mail,
            "phone": lambda one: one.main_phone,
            "address": lambda one: one.address.label if one.address else "",
            "do_not_contact": lambda one: "ja" if one.do_not_contact else "nee",
            "enterprise_number": lambda one: one.enterprise_number_label,
        }
        cells = []
        for name in self.headings.values():
            words = getattr(record, f"get_{name}_display", None)
            value = special[name](record) if name in special else words() if words else getattr(record, name)
            cells.append(str(value or ""))
        return cells


_OTHER_HEADINGS = {
    **dict.fromkeys(("e-mail", "email", "mail", "e-mailadres", "emailadres", "mailadressen"), "mailadres"),
    **dict.fromkeys(
        ("telefoonnummer", "telefoonnummers", "tel", "tel.", "gsm", "gsm-nummer", "mobiel"), "telefoon"
    ),
    **dict.fromkeys(("notitie", "opmerking", "opmerkingen"), "notities"),
}


class PersonResource(ContactResource):
    form_class = PersonForm
    headings: ClassVar[dict[str, str]] = {
        "aanspreking": "salutation",
        "voornaam": "first_name",
        "achternaam": "last_name",
        "taal": "language",
        "voorkeurkanaal": "preferred_channel",
        "niet contacteren": "do_not_contact",
        "postadres": "address",
        "mailadres": "mail",
        "telefoon": "phone",
        "notities": "notes",
    }

    other_headings: ClassVar[dict[str, str]] = {
        **_OTHER_HEADINGS,
        "familienaam": "achternaam",
        "adres": "postadres",
    }

    class Meta(ContactResource.Meta):
        model = Person


class OrganisationResource(ContactResource):
    form_class = OrganisationForm
    headings: ClassVar[dict[str, str]] = {
        "naam": "name",
        "soort": "kind",
        ENTERPRISE_NUMBER: "enterprise_number",
        "adres": "address",
        "mailadres": "mail",
        "telefoon": "phone",
        "notities": "notes",
    }

    other_headings: ClassVar[dict[str, str]] = {
        **_OTHER_HEADINGS,
        "kbo": ENTERPRISE_NUMBER,
        "kbo-nummer": ENTERPRISE_NUMBER,
        "ondernemingsnr": ENTERPRISE_NUMBER,
        "ondernemingsnr.": ENTERPRISE_NUMBER,
        "postadres": "adres",
    }

    class Meta(ContactResource.Meta):
        model = Organisation


RESOURCES: dict[str, type[ContactResource]] = {
    RecordKind.PERSON: PersonResource,
    RecordKind.ORGANISATION: OrganisationResource,
}


_NORMALISE = {PointKind.MAIL: normalise_mail, PointKind.PHONE: normalise_phone}


def _points(kind: PointKind, text: str) -> list[str]:
    """What a cell holds of this kind, each once. ValidationError for what is none."""
    if not text:
        return []
    found: dict[str, str] = {}
    for part in split_mails(text) if kind == PointKind.MAIL else split_phones(text):
        normalised = _NORMALISE[kind](part)
        whole = kind == PointKind.PHONE and lost_its_zero(part)
        found.setdefault(normalised, display_phone(normalised) if whole else part)
    return list(found.values())


def _choice(text: str, choices: list[tuple[str, str]]) -> str:
    wanted = text.casefold()
    for value, label in choices:
        if wanted in {value.casefold(), label.casefold()}:
            return value
    possible = ", ".join(label for value, label in choices if value)
    raise ValidationError(_("“%(text)s” is not one of: %(possible)s.") % {"text": text, "possible": possible})


def _yes_or_no(text: str) -> bool:
    wanted = text.casefold()
    if wanted in {"ja", "yes", "1", "x", "true", "waar"}:
        return True
    if wanted in {"", "nee", "neen", "no", "0", "false", "onwaar"}:
        return False
    raise ValidationError(_("“%(text)s” is neither “ja” nor “nee”.") % {"text": text})


def _address(text: str, user: User) -> Any:
    """The one address in use that is written so, in any notation; ValidationError for none or several."""
    if not text:
        return None
    found = hits(text, Address.objects.visible_to(user).in_use())
    exact = [hit.address for hit in found if hit.is_exact]
    if len(exact) == 1:
        return exact[0].pk
    if not found:
        raise ValidationError(
            _("The address “%(text)s” is not in the register. Write it as “Bruul 12, 2800 Mechelen”.")
            % {"text": text}
        )
    raise ValidationError(
        _("The address “%(text)s” is not clear. Do you mean %(proposals)s?")
        % {"text": text, "proposals": _proposals(exact or [hit.address for hit in found])}
    )


MOST_PROPOSED = 3


def _proposals(addresses: list[Address]) -> str:
    labels = [_("“%(label)s”") % {"label": address.label} for address in addresses[:MOST_PROPOSED]]
    return _(" or ").join(labels)
