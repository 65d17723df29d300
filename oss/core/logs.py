"""One line for each fault in the logs: what one of ours told already, Django does not tell again."""

import logging

OUR_FAULT = 500


class News(logging.Filter):
    """Drops what Django says of a request that `RequestLog` tells of.

    What is answered before that, such as a scanner under another host name, is one line without a traceback:
    it is no fault of ours.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(getattr(record, "request", None), "is_told", False):
            return False
        if getattr(record, "status_code", OUR_FAULT) < OUR_FAULT:
            record.exc_info, record.levelno, record.levelname = None, logging.WARNING, "WARNING"
        return True
