"""What is typed of a contact: the form of a quick one, that of a correction, and what tallies are about."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.contact_moments.models import ContactChannel, ContactMoment
from dossiers.forms.parts import among, offered
from dossiers.models import Topic
from oss.addresses.models import Address, Municipality
from oss.contacts.forms.lookups import person_lookup
from oss.contacts.models import Person
from oss.core.forms import Chips, Form, LookupWidget, MinutesInput
from oss.core.seen_form import SeenForm
from oss.staff.models import User
from oss.staff.rosters.models import DeskPlace


class ChannelChips(forms.RadioSelect):
    """One channel, by a press or by its number; from there the keyboard goes on to what it was about."""

    template_name = "dossiers/contact_moments/channels.html"
    KEYS = 9

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        channel, number = getattr(option["value"], "instance", None), int(option["index"]) + 1
        if number <= self.KEYS:
            option["attrs"] |= {"data-shortcut": str(number), "data-then": "id_text"}
        if channel is not None and channel.minutes is not None:
            option["attrs"]["data-usual-minutes"] = channel.minutes
        return option


class ContactMomentForm(SeenForm):
    """One contact. Where nothing is typed in minutes or desk, they follow from the channel and the roster."""

    class Meta:
        model = ContactMoment
        fields: ClassVar[list[str]] = [
            *("channel", "text", "topics", "municipality", "minutes", "person", "address", "place"),
        ]
        widgets: ClassVar[dict[str, Any]] = {
            "channel": ChannelChips,
            "topics": Chips,
            "minutes": MinutesInput(),
            "person": person_lookup(),
            "address": LookupWidget("address_lookup"),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = self.instance
        topics = [one.pk for one in now.topics.all()] if now.pk else []
        people = Person.objects.visible_to(user)
        addresses = Address.objects.visible_to(user)
        offered(self.fields["channel"], now.channel_id)
        offered(self.fields["topics"], topics)
        offered(self.fields["place"], now.place_id)
        among(self.fields["municipality"], Municipality.objects.visible_to(user))
        among(self.fields["person"], people.active() | people.filter(pk=now.person_id))
        there = addresses.in_use() | addresses.filter(pk=now.address_id)
        among(self.fields["address"], there.with_label())
        channel: Any = self.fields["channel"]
        channel.empty_label = None
        if not DeskPlace.objects.active().exists():
            del self.fields["place"]
        elif now.pk is None:
            place: Any = self.fields["place"]
            place.empty_label = _("by the roster")


class CorrectionForm(ContactMomentForm):
    """Also when it was."""

    class Meta(ContactMomentForm.Meta):
        fields: ClassVar[list[str]] = ["at", *ContactMomentForm.Meta.fields]
        widgets: ClassVar[dict[str, Any]] = {
            **ContactMomentForm.Meta.widgets,
            "at": forms.DateTimeInput(format="%d/%m/%Y %H:%M"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["at"] = timezone.localtime(self.instance.at).replace(second=0, microsecond=0)


class TallyForm(Form):
    """What the next tallies are about: it stays until it is changed."""

    topics = forms.ModelMultipleChoiceField(
        Topic.objects.none(), label=_("Topics"), required=False, widget=Chips
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label=_("Municipality"), required=False
    )
    channel = forms.ModelChoiceField(ContactChannel.objects.none(), label=_("Channel"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among(self.fields["topics"], Topic.objects.active())
        among(self.fields["municipality"], Municipality.objects.visible_to(user))
        among(self.fields["channel"], ContactChannel.objects.active())
