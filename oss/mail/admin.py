from typing import Any, cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from oss.core.admin import LookOnlyAdmin
from oss.core.admin_forms import AdminForm
from oss.core.admin_places import AdminGroup, AdminPlace
from oss.core.refusal import Refused
from oss.core.registry import offered
from oss.mail.models import Mailbox, Message, OutboundMessage
from oss.mail.operations import retry_parked, send_again
from oss.mail.outbound import OutboundState, Why
from oss.staff.http import StaffRequest
from oss.staff.models import User


@admin.register(Mailbox)
class MailboxAdmin(admin.ModelAdmin):
    place = AdminPlace(AdminGroup.WORKING, "mail")
    form = AdminForm
    list_display = ("name", "address", "imap_host", "is_active", "last_received_at", "last_error")
    list_filter = ("is_active",)
    search_fields = ("name", "address")
    readonly_fields = ("last_fetched_at", "last_received_at", "last_error")
    fieldsets = (
        (None, {"fields": ("name", "address", "is_active")}),
        (
            _("Fetched from"),
            {
                "fields": (
                    *("imap_host", "imap_port", "imap_ssl", "imap_user", "secret_name", "imap_folder"),
                    *("after_fetch", "move_to"),
                )
            },
        ),
        (_("State"), {"fields": ("last_fetched_at", "last_received_at", "last_error")}),
    )


@admin.register(Message)
class MessageAdmin(admin.ModelAdmin):
    """To look at, and to try parked mails again; a mail is never changed."""

    place = AdminPlace(AdminGroup.OVERSIGHT, "message")
    list_display = ("subject", "from_address", "received_at", "state", "parked_reason", "automatic")
    list_filter = ("state", "direction", "automatic", "same_id_other_content")
    search_fields = ("subject", "from_address", "message_id")
    date_hierarchy = "received_at"
    show_full_result_count = False
    actions = ("retry",)
    exclude = ("html", "identity")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Message]:
        found = super().get_queryset(request)
        return found.filter(pk__in=Message.objects.visible_to(cast(User, request.user))).defer("html", "text")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("mail.retry_message")

    @admin.action(description=_("Read parked mails again"), permissions=["retry"])
    def retry(self, request: StaffRequest, queryset: QuerySet[Message]) -> None:
        parked = queryset.filter(state="parked")
        read = sum(not retry_parked(message, by=request.user).is_parked for message in parked)
        text = ngettext("%(count)d mail could be read now.", "%(count)d mails could be read now.", read)
        self.message_user(request, text % {"count": read}, messages.INFO)


class WhyFilter(admin.SimpleListFilter):
    title = _("sent for")
    parameter_name = "why"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(name, why.label) for name, why in offered(Why).items()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(why=self.value()) if self.value() else queryset


@admin.register(OutboundMessage)
class OutboundMessageAdmin(LookOnlyAdmin):
    """What we sent and what waits; a secret mail (a link that lets its reader in) shows nobody its text."""

    place = AdminPlace(AdminGroup.OVERSIGHT, "send")
    list_display = ("subject", "recipient", "why_label", "posted_at", "state", "tries", "last_error")
    list_filter = ("state", WhyFilter)
    search_fields = ("subject", "recipient")
    date_hierarchy = "posted_at"
    show_full_result_count = False
    actions = ("send_again",)
    fields = (
        *("subject", "recipient", "why_label", "posted_at", "state", "sent_at"),
        *("tries", "last_error", "interruptions"),
    )

    def get_fields(self, request: HttpRequest, obj: OutboundMessage | None = None) -> Any:
        fields = list(self.fields)
        if obj is not None and obj.state == OutboundState.WAITING:
            fields += ["waiting_since", "next_try_at", "claimed_at"]
        if obj is not None and not obj.secret:
            fields.append("text")
        return fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[OutboundMessage]:
        found = super().get_queryset(request)
        return found.filter(pk__in=OutboundMessage.objects.visible_to(cast(User, request.user)))

    @admin.display(description=_("sent for"), ordering="why")
    def why_label(self, message: OutboundMessage) -> str:
        return message.why_label

    def has_resend_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("mail.resend_outboundmessage")

    @admin.action(description=_("Send failed mails again"), permissions=["resend"])
    def send_again(self, request: StaffRequest, queryset: QuerySet[OutboundMessage]) -> None:
        put_back = 0
        for message in queryset:
            try:
                send_again(message, by=request.user)
            except Refused as refusal:
                whose = f"{message} → {message.recipient}"  # many have one subject
                self.message_user(request, f"{whose}: {refusal}", messages.WARNING)
            else:
                put_back += 1
        if put_back:
            text = ngettext("%(count)d mail is sent again.", "%(count)d mails are sent again.", put_back)
            self.message_user(request, text % {"count": put_back}, messages.INFO)
