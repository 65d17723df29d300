"""The forms of a quote: asking it, what came with the questions of its works, its posts, and choosing it."""

from collections.abc import Container, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from dossiers.models import Reason, ReasonKind
from dossiers.quotes.models import (
    AnswerKind,
    CatalogueItem,
    ComparisonQuestion,
    Conform,
    LineUnit,
    Quote,
    QuoteAnswer,
    QuoteKind,
    QuoteWork,
)
from dossiers.quotes.operations import Answer, OfWork
from dossiers.works.models import Decider, Work
from oss.contacts.forms.lookups import organisation_lookup
from oss.contacts.models import Organisation
from oss.core.forms import DayInput, FileChoice, Form, ModelForm
from oss.core.keys import key_of
from oss.core.money import AmountField, euros
from oss.core.parameters import Figures

MOST_ASKED = 5
"""How many contractors one form asks."""


def rate_choices(figures: Figures, *known: Decimal | None) -> list[tuple[str, str]]:
    """The rates of today, the usual one first, and those that stand there already."""
    rates = list(figures.value_of("quote_vat_rates", on=timezone.localdate()))
    rates += [rate for rate in known if rate is not None and rate not in rates]
    return [(f"{rate.normalize():f}", f"{number_format(rate.normalize())} %") for rate in rates]


EUROS: dict[str, Any] = {"max_digits": 12, "decimal_places": 2, "min_value": 0, "required": False}
AMOUNT_OF_IT: dict[str, Any] = {"max_digits": 10, "decimal_places": 2, "min_value": Decimal("0.01")}


class RateField(forms.TypedChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=Decimal, empty_value=None, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class AskForm(Form):
    """Several contractors at once, for several works."""

    works = forms.ModelMultipleChoiceField(
        Work.objects.none(), label=_("For which works"), widget=forms.CheckboxSelectMultiple
    )
    asked_on = forms.DateField(label=_("Asked on"), widget=DayInput(), initial=timezone.localdate)

    def __init__(self, *args: Any, works: Iterable[Work], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["works"]
        chosen = Work.objects.filter(pk__in=[one.pk for one in works])
        offered.queryset = chosen.select_related("measure").order_by("pk")
        for place in range(1, MOST_ASKED + 1):
            self.fields[f"contractor_{place}"] = forms.ModelChoiceField(
                Organisation.objects.all(),
                label=_("Contractor %(number)s") % {"number": place},
                required=place == 1,
                widget=organisation_lookup(),
            )

    @property
    def contractors(self) -> list[Organisation]:
        """In the order of the form, each once."""
        chosen = [self.cleaned_data.get(f"contractor_{place}") for place in range(1, MOST_ASKED + 1)]
        return list(dict.fromkeys(one for one in chosen if one is not None))


class QuoteForm(ModelForm):
    """What one contractor wrote, in the order of a usual letter."""

    vat_rate = RateField(label=_("VAT"), required=False)
    file = forms.FileField(label=_("The quote as a file"), required=False, widget=FileChoice())

    class Meta:
        model = Quote
        fields: ClassVar[list[str]] = [
            *("contractor", "number", "received_on", "valid_until", "total_excl", "vat_rate", "total_incl"),
            *("kind", "start", "duration", "asked_on", "remarks"),
        ]
        field_classes: ClassVar[dict[str, Any]] = {
            "total_excl": AmountField,
            "total_incl": AmountField,
        }
        widgets: ClassVar[dict[str, Any]] = {
            "contractor": organisation_lookup(),
            "kind": forms.RadioSelect(),
            "remarks": forms.Textarea(attrs={"rows": 2}),
            "start": forms.TextInput(attrs={"placeholder": "03/2027"}),
            **{name: DayInput() for name in ("received_on", "valid_until", "asked_on")},
        }

    def __init__(self, *args: Any, figures: Figures, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rate, kind = self.fields["vat_rate"], self.fields["kind"]
        rates = rate_choices(figures, self.instance.vat_rate)
        rate.choices = [*rates, ("", _("several"))]  # type: ignore[attr-defined]
        kind.choices = QuoteKind.choices  # type: ignore[attr-defined]
        self.fields["start"].help_text = ""
        if self.instance.received_on is None:
            usual = {"vat_rate": Decimal(rates[0][0]), "kind": QuoteKind.TAILORED}
            self.initial = {**self.initial, **usual, "received_on": timezone.localdate()}

    @property
    def told(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class OfWorkForm(Form):
    """What the quote tells of one of its works: its own amounts where there are several, and the answers.

    A question that asks a value is answered by typing it; what stays empty is unknown.
    """

    total_excl = AmountField(label=_("For this work, excluding VAT"), **EUROS)
    total_incl = AmountField(label=_("For this work, including VAT"), **EUROS)
    conform = forms.ChoiceField(
        label=_("Conform to the premium"),
        required=False,
        widget=forms.RadioSelect,
        choices=[*Conform.choices, ("", _("unknown"))],
    )

    def __init__(
        self,
        *args: Any,
        work: Work,
        questions: list[ComparisonQuestion],
        part: QuoteWork | None = None,
        is_only: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, prefix=f"w{work.pk}", **kwargs)
        self.work, self.part = work, part
        answers = {one.question_id: one for one in part.answers.all()} if part else {}
        self.questions = [*questions, *(one.question for one in _out_of_use(answers, questions))]
        if is_only:
            del self.fields["total_excl"], self.fields["total_incl"]
        if part is not None:
            self.initial = {**self.initial, **{name: getattr(part, name) for name in self.fields}}
        for question in self.questions:
            self._add_question(question, answers.get(question.pk))

    def _add_question(self, question: ComparisonQuestion, answer: QuoteAnswer | None) -> None:
        name = f"q{question.pk}"
        if question.asks_value:
            self.fields[f"{name}_note"] = forms.CharField(label=question.name, max_length=80, required=False)
            self.initial[f"{name}_note"] = answer.note if answer else ""
            return
        self.fields[name] = forms.ChoiceField(
            label=question.name, required=False, widget=forms.RadioSelect, choices=AnswerKind.choices
        )
        self.initial[name] = answer.answer if answer else AnswerKind.UNKNOWN
        self.fields[f"{name}_amount"] = AmountField(
            label=_("%(question)s: amount on top, including VAT") % {"question": question}, **EUROS
        )
        self.initial[f"{name}_amount"] = answer.amount if answer else None

    @property
    def values(self) -> list[forms.BoundField]:
        """The fields of what is answered by typing a value."""
        return [self[f"q{one.pk}_note"] for one in self.questions if one.asks_value]

    @property
    def choices(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each question that is answered by choosing, with its amount on top."""
        asked = [one for one in self.questions if not one.asks_value]
        return [(self[f"q{one.pk}"], self[f"q{one.pk}_amount"]) for one in asked]

    @property
    def told(self) -> OfWork:
        data = self.cleaned_data
        own: dict[str, Any] = {
            name: data[name] for name in ("total_excl", "total_incl", "conform") if name in data
        }
        if "total_incl" not in data:  # the only one: it asks what the whole quote asks
            own |= {"total_excl": None, "total_incl": None}
        before = self.part.conform if self.part else ""
        if data["conform"] != before:
            own["conform_on"] = timezone.localdate() if data["conform"] else None
        return OfWork(own, {one.pk: self._answered(one, data) for one in self.questions})

    def _answered(self, question: ComparisonQuestion, data: Mapping[str, Any]) -> Answer | None:
        if question.asks_value:
            note = data[f"q{question.pk}_note"]
            return Answer(AnswerKind.INCLUDED, note=note) if note else None
        kind = data[f"q{question.pk}"] or AnswerKind.UNKNOWN
        return Answer(kind, data[f"q{question.pk}_amount"]) if kind != AnswerKind.UNKNOWN else None


def _out_of_use(
    answers: Mapping[int, QuoteAnswer], questions: list[ComparisonQuestion]
) -> Iterable[QuoteAnswer]:
    asked = {one.pk for one in questions}
    return (answer for key, answer in answers.items() if key not in asked)


class LineForm(Form):
    """One post of a quote; a row without a price and without the tick for “included” says nothing."""

    item = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(label=_("Post"), max_length=120, required=False)
    quantity = AmountField(label=_("Quantity"), required=False, **AMOUNT_OF_IT)
    unit = forms.ChoiceField(label=_("Unit"), choices=LineUnit.choices)
    unit_price = AmountField(
        label=_("Unit price excluding VAT"), required=False, max_digits=12, decimal_places=4
    )
    is_included = forms.BooleanField(label=_("included"), required=False)
    vat_rate = RateField(label=_("VAT"))
    conform = forms.ChoiceField(label=_("Conform"), required=False, choices=[("", "–"), *Conform.choices])
    differs = forms.CharField(label=_("Differs"), max_length=80, required=False)

    def __init__(
        self, *args: Any, rates: list[tuple[str, str]], items: Mapping[int, CatalogueItem], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vat_rate"].choices = rates  # type: ignore[attr-defined]
        self.items = items
        self.name = str(items.get(key_of(self["item"].value()) or 0, ""))
        self.known_conform = self.initial.get("conform", ""), self.initial.get("conform_on")

    def clean_item(self) -> CatalogueItem | None:
        return self.items.get(self.cleaned_data["item"] or 0)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        typed = {"text", "differs"} & set(self.changed_data)
        if not self.says_something and "unit_price" in data and any(data.get(name) for name in typed):
            self.add_error("unit_price", _("Fill in the price, or tick “included”."))
        if self.says_something:
            if not data.get("item") and not data.get("text"):
                self.add_error("text", _("Describe the post."))
            if data.get("unit_price") is not None and not data.get("quantity") and "quantity" in data:
                self.add_error("quantity", _("Fill in how much of it."))
        return data

    @property
    def says_something(self) -> bool:
        data = self.cleaned_data
        return data.get("unit_price") is not None or bool(data.get("is_included"))

    @property
    def told(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        if data.pop("is_included") and data["unit_price"] is not None:
            data["unit_price"] = None
        data["quantity"] = data["quantity"] or Decimal(1)
        kind, day = self.known_conform
        today: date = timezone.localdate()
        data["conform_on"] = (day if kind == data["conform"] else today) if data["conform"] else None
        return data


class PricedWorks(forms.ModelMultipleChoiceField):
    """Works, each with what the quote asks for it."""

    amounts: Mapping[int, Decimal | None]

    def label_from_instance(self, obj: Any) -> str:
        # not within the braces: makemessages reads no text there
        unknown = str(_("no amount of its own"))
        return f"{obj}: {euros(self.amounts[obj.pk], unknown=unknown)}"


class ChooseForm(Form):
    works = PricedWorks(
        Work.objects.none(), label=_("Which works go on with this quote"), widget=forms.CheckboxSelectMultiple
    )
    reason = forms.ModelChoiceField(
        Reason.objects.none(), label=_("Why this quote"), widget=forms.RadioSelect
    )
    note = forms.CharField(label=_("Note"), max_length=200, required=False)
    decided_on = forms.DateField(label=_("Decided on"), widget=DayInput(), initial=timezone.localdate)
    decider = forms.ChoiceField(label=_("Decided by"), choices=Decider.choices)

    def __init__(
        self, *args: Any, amounts: Mapping[int, Decimal | None], decided: Container[int], **kwargs: Any
    ) -> None:
        """`amounts`: of the works of the quote, by their keys; those that are `decided` are not offered.

        One that was decided while the page stood open is still understood: the operation tells who did.
        """
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["works"]
        offered.amounts = amounts
        offered.queryset = Work.objects.filter(pk__in=amounts).select_related("measure").order_by("pk")
        offered.widget.choices = [one for one in offered.choices if one[0].value not in decided]
        self.initial.setdefault("works", [work for work in amounts if work not in decided])
        reason: Any = self.fields["reason"]
        reason.queryset = Reason.objects.active().filter(kind=ReasonKind.CHOOSE)
        reason.empty_label = None


class QuestionForm(Form):
    """What is asked of a contractor about its quote; one line."""

    text = forms.CharField(label=_("Question"), max_length=200)
    due = forms.DateField(label=_("Answer by"), required=False, widget=DayInput())


class NoneForm(Form):
    because = forms.CharField(label=_("Why no quote came"), max_length=200)


class SplitWorkForm(Form):
    description = forms.CharField(label=_("The new part"), max_length=200)
    quantity = AmountField(label=_("How much of it goes to the new part"), required=False, **AMOUNT_OF_IT)
    quotes = forms.ModelMultipleChoiceField(
        Quote.objects.none(),
        label=_("Quotes that are for the new part"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, quotes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quotes"].queryset = quotes  # type: ignore[attr-defined]
