"""A mail's body in a page of its own, its raw bytes, its attachments. Everything asks `visible_to` first."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from oss.documents.http import send_file
from oss.documents.names import safe_name
from oss.mail import remote_images
from oss.mail.models import Attachment, Message
from oss.mail.reading import body_of, read_token
from oss.staff.http import StaffRequest
from oss.staff.models import User

READING_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; img-src 'self' data:;"
    " sandbox allow-same-origin; frame-ancestors 'self'"
)
"""A stranger's HTML: no script, nothing from another host, no form, no window. Of our own origin, so that the
page around it hears the keys pressed in it (`static/mail/frame.js`); it runs nothing that could use that. The
typeface of the shop is the one font: what is left of the mail can name a font, and bring none along."""

READING_POLICY_WITH_IMAGES = READING_POLICY.replace("data:", "data: https:")
"""The same, for the one mail of which the reader asked to see the images."""


@xframe_options_sameorigin
def mail_body(request: StaffRequest, pk: int) -> HttpResponse:
    """A whole HTML document, for a frame or a tab."""
    message = get_object_or_404(Message.objects.visible_to(request.user), pk=pk)
    remote = remote_images.are_shown(request, message.pk)
    body = body_of(message, user=request.user, remote_images=remote)
    response = render(request, "mail/body.html", {"message": message, "body": body})
    # the middleware keeps a policy that is set
    response["Content-Security-Policy"] = READING_POLICY_WITH_IMAGES if remote else READING_POLICY
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def mail_images(request: StaffRequest, pk: int) -> HttpResponse:
    """Shows the remote images of this mail from now on in this session; the frame again, for htmx."""
    message = get_object_or_404(Message.objects.visible_to(request.user), pk=pk)
    remote_images.show(request, message.pk)
    if request.headers.get("HX-Request"):
        return render(request, "mail/frame.html", remote_images.frame(request, message))
    return redirect("mail_body", pk=pk)


def mail_raw(request: StaffRequest, pk: int) -> FileResponse:
    """The mail as it came in first."""
    message = get_object_or_404(Message.objects.visible_to(request.user), pk=pk)
    raw = message.raws.order_by("pk").first()
    if raw is None:
        raise Http404
    name = safe_name(f"{message.subject[:80] or raw.sha256[:12]}.eml".replace("/", "-").replace("\\", "-"))
    response = send_file(raw.open(), name=name, content_type="message/rfc822")
    response["Content-Type"] = "message/rfc822"
    return response


def mail_attachment(request: StaffRequest, pk: int) -> FileResponse:
    messages = Message.objects.visible_to(request.user)
    attachment = get_object_or_404(
        Attachment.objects.filter(message__in=messages).select_related("stored_file"), pk=pk
    )
    return send_file(
        attachment.stored_file.open(), name=attachment.name, content_type=attachment.content_type
    )


def mail_inline_image(request: HttpRequest, token: str) -> FileResponse:
    """Open to who holds a fresh signature; the colleague it was made for must still see the mail."""
    signed = read_token(token)
    if signed is None:
        raise Http404
    pk, reader = signed
    user = get_object_or_404(User.objects.active(), pk=reader)
    attachment = get_object_or_404(
        Attachment.objects.filter(message__in=Message.objects.visible_to(user), inline=True).select_related(
            "stored_file"
        ),
        pk=pk,
    )
    return send_file(
        attachment.stored_file.open(), name=attachment.name, content_type=attachment.content_type, inline=True
    )
