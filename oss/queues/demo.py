"""The mails of the demo loket (fixtures/demo/mails.json), received as real ones; two of them are closed."""

import json
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify
from faker import Faker

from oss.contacts.models import ContactPoint, PointKind
from oss.documents.demo import page_that_says
from oss.mail.factories import File, make_eml
from oss.mail.models import Mailbox, Message
from oss.mail.receiving import receive
from oss.queues import operations
from oss.queues.models import Queue, QueueItem
from oss.staff.models import User
from oss.staff.roles import Role

ADDRESS = "woonloket@mechelen.example"
CLOSE = {"done": operations.finish, "spam": operations.mark_as_spam}


def load_mails() -> None:
    if Mailbox.objects.filter(address=ADDRESS).exists():
        return
    mailbox = Mailbox.objects.create(address=ADDRESS, name="Woon- en Energieloket")
    dispatcher = User.objects.with_role(Role.DISPATCHER).order_by("pk").first()
    known = iter(
        ContactPoint.objects.filter(kind=PointKind.MAIL, person__isnull=False)
        .select_related("person")
        .order_by("pk")[:60:5]
    )
    invent = Faker("nl_BE")
    invent.seed_instance("loket")
    queues = {queue.slug: queue for queue in Queue.objects.all()}
    for number, mail in enumerate(json.loads((settings.BASE_DIR / "fixtures/demo/mails.json").read_text())):
        point = next(known, None) if mail["known_sender"] else None
        first, last = invent.first_name(), invent.last_name()
        name = point.person.name if point and point.person else f"{first} {last}"
        address = point.normalised if point else f"{slugify(first)}.{slugify(last)}@burger.example"
        message_id = f"demo-{number}@burger.example"
        sent = timezone.now() - timedelta(days=mail["days_ago"])
        raw = make_eml(
            sender=f"{name} <{address}>",
            to=ADDRESS,
            subject=mail["subject"],
            text=f"{mail['text']}\n{name}\n",
            message_id=message_id,
            date=sent,
            attachments=[File(file, page_that_says(file)) for file in mail.get("files", ())],
        )
        receive(raw, mailbox=mailbox, source="demo")
        message = Message.objects.get(message_id=message_id)
        Message.objects.filter(pk=message.pk).update(received_at=sent)
        QueueItem.objects.filter(message=message).update(created_at=sent)
        if mail["queue"] != "general" and dispatcher is not None:
            operations.route(message.queue_item, queue=queues[mail["queue"]], by=dispatcher)
        if (closed := mail.get("closed")) and dispatcher is not None:
            CLOSE[closed](message.queue_item, by=dispatcher)
