"""Telling a worker. The message is a hint: the row is the job, which a sweep of the schedule finds by itself.

So a broker that is away costs whoever saves something a second at most, once, and nothing is lost.
"""

from celery import Task, current_app
from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from oss.core.breaker import Breaker

broker = Breaker("Valkey", rest=5, longest=5)


def tell_worker(task: Task | str, *arguments: object) -> None:
    """Sends the task, or the one of that name, after the commit; at once where no transaction is open."""
    transaction.on_commit(lambda: _send(task, arguments), robust=True)


def _send(task: Task | str, arguments: tuple[object, ...]) -> None:
    if not broker.may_ask():
        return
    try:
        if isinstance(task, str):
            current_app.send_task(task, list(arguments))
        else:
            task.delay(*arguments)
    except (OperationalError, RedisError, OSError) as error:
        broker.failed(error)
    else:
        broker.succeeded()
