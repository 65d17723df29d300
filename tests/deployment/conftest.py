"""One installation for all tests that need one; they share an xdist worker, so that it is made once."""

import re
from collections.abc import Iterator

import pytest

from tests.deployment import dockerfile, production
from tests.deployment.production import LASTING, Installation


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The image's static files, then the release step."""
    with production.installation(tmp_path_factory.mktemp("production")) as installed:
        build = " ".join(one.text for one in dockerfile.instructions() if one.name == "RUN")
        (collect,) = re.findall(r"python manage\.py collectstatic[^&]*", build)
        for step in (installed.run(*collect.split()), installed.run_service("release")):
            assert step.returncode == 0, step.stdout + step.stderr
        yield installed


@pytest.fixture(scope="session")
def running(released: Installation) -> Iterator[Installation]:
    """Every lasting service of the shop, ready for work; afterwards each must stop in order when told to."""
    for name in LASTING:
        released.start(name)
    for name, service in released.started.items():
        service.wait_for({"web": "Booting worker", "beat": "beat: Starting"}.get(name, " ready."))
    yield released
    assert released.stop() == dict.fromkeys(LASTING, 0)
