from typing import Any, cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from oss.core.admin_places import AdminGroup, AdminPlace
from oss.core.forms import ModelForm
from oss.mail.models import Mailbox, Message
from oss.mail.receiving import retry_parked
from oss.staff.http import StaffRequest
from oss.staff.models import User


@admin.register(Mailbox)
class MailboxAdmin(admin.ModelAdmin):
    place = AdminPlace(AdminGroup.WORKING, "mail")
    form = ModelForm
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
