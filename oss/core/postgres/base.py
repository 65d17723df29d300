"""The backend that `DATABASES` names; Django looks for this module and class by their names.

Only a pool is under the breaker, which is what the web server has: a pool waits for its whole time-out, where
a plain connection hears at once that nobody is there. So that is how it is asked whether it is back.
"""

from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base

from oss.core.breaker import Breaker

database = Breaker("PostgreSQL", rest=1, longest=2 * settings.AWAY_SECONDS)


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if self.pool is None:
            return super().get_new_connection(conn_params)
        if not database.may_ask():
            raise self.Database.OperationalError("PostgreSQL was away a moment ago")
        try:
            if database.is_away:
                self.Database.connect(**conn_params).close()
            connection = super().get_new_connection(conn_params)
        except self.Database.OperationalError as error:
            database.failed(error)
            raise
        database.succeeded()
        return connection
