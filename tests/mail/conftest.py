"""A mailbox, and arrivals that nobody but the test listens to."""

from collections.abc import Callable
from pathlib import Path

import pytest

from oss.core import registry
from oss.mail.arrivals import ArrivalHandler
from oss.mail.factories import MailboxFactory
from oss.mail.models import Delivery, Mailbox
from tests.conftest import ROOT

MESSAGES = Path(__file__).parent / "messages"
CORPUS = ROOT.parent / "shared" / "mail_corpus"


@pytest.fixture
def mailbox(db: None) -> Mailbox:
    return MailboxFactory(address="woonloket@mechelen.example")


@pytest.fixture
def listen(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`listen(handler, …)`: these handlers, and no others, hear of new deliveries."""

    def only(*handlers: Callable[[Delivery], None]) -> None:
        heard = {str(n): ArrivalHandler(str(n), one) for n, one in enumerate(handlers)}
        monkeypatch.setitem(registry._offered, ArrivalHandler, heard)

    only()
    return only


@pytest.fixture(autouse=True)
def _nobody_listens(listen: Callable[..., None]) -> None:
    """Mail knows no queues; what they do with a delivery is their test."""


@pytest.fixture(scope="session")
def corpus() -> Path:
    if not CORPUS.is_dir():
        pytest.skip("the shared mail corpus is not beside this repository")
    return CORPUS
