import structlog
from celery import shared_task

from oss.addresses.refreshing import match_unverified
from oss.addresses.register_client import address_register

log = structlog.get_logger(__name__)


@shared_task
def match_unverified_addresses() -> None:
    """Every night: what staff added because the register lacked it may be in it by now."""
    done = match_unverified(address_register())
    log.info("unverified_addresses_matched", matched=done.matched, doubled=done.doubled, left=done.left)
