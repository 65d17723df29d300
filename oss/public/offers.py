"""What public pages offer to the packages below."""

from oss.staff.grants import grant
from oss.staff.roles import ADMINISTRATOR, LOG_READERS

grant("public.publiclink", view=LOG_READERS, change=ADMINISTRATOR)
