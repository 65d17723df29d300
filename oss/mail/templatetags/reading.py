"""The frame in which a mail's text is read."""

from typing import Any

from django import template

from oss.mail import remote_images
from oss.mail.models import Message

register = template.Library()


@register.inclusion_tag("mail/frame.html", takes_context=True)
def mail_frame(context: dict[str, Any], message: Message) -> dict[str, Any]:
    """`{% mail_frame message %}`: the text, and the button for remote images where there are any."""
    return remote_images.frame(context["request"], message)
