"""What mail offers to the shared registries."""

from oss.staff import access_map
from oss.staff.access_map import PUBLIC, may
from oss.staff.grants import grant
from oss.staff.roles import ADMINISTRATOR, ALL_STAFF

grant("mail.message", view=ALL_STAFF, retry=ADMINISTRATOR)
grant("mail.mailbox", view=ADMINISTRATOR, add=ADMINISTRATOR, change=ADMINISTRATOR)

access_map.register(
    {
        "mail_body": may("mail.view_message"),
        "mail_raw": may("mail.view_message"),
        "mail_attachment": may("mail.view_message"),
        "mail_inline_image": PUBLIC,  # signed for one reader: a sandboxed page sends no session
    }
)
