"""What keeps the search text of queue items true: triggers on the item, on mails and on tasks.

A list is searched on a column of the row itself. Searched in mails and tasks, a common word reads every mail
there is, whatever the page shows.
"""

import pgtrigger

from oss.mail.models import Message
from oss.timeline.models import Activity

FILL_SEARCH = pgtrigger.Trigger(
    name="fill_search",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("message_id", "activity_id", "search"),
    func="""
        NEW.search := COALESCE(
            (SELECT search_text(concat_ws(' ', subject, from_name, from_address))
             FROM mail_message WHERE id = NEW.message_id),
            (SELECT search_text(concat_ws(' ', title, text))
             FROM timeline_activity WHERE id = NEW.activity_id),
            ''
        );
        RETURN NEW;
    """,
)


def _follows(column: str, *fields: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="item_search_follows",
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange(*fields),
        func="UPDATE queues_queueitem SET search = search WHERE {column} = NEW.id; RETURN NULL;".replace(
            "{column}", column
        ),
    )


class QueuedMessage(Message):
    """A mail that was parked gets its subject and sender once it can be read."""

    class Meta:
        proxy = True
        default_permissions = ()
        triggers = (_follows("message_id", "subject", "from_name", "from_address"),)


class QueuedTask(Activity):
    class Meta:
        proxy = True
        default_permissions = ()
        triggers = (_follows("activity_id", "title", "text"),)
