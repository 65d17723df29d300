"""A browser test that fails is run once more by itself: both results are told, and the second counts."""

from typing import Any

import pytest
from _pytest.runner import runtestprotocol

RETRIED = "retried"


def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    if "page" not in getattr(item, "fixturenames", ()):
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    reports = runtestprotocol(item, nextitem=nextitem, log=False)
    failed = [report for report in reports if report.failed]
    if failed:
        for report in failed:
            report.outcome = RETRIED
            item.ihook.pytest_runtest_logreport(report=report)
        reports = runtestprotocol(item, nextitem=nextitem, log=False)
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    return (RETRIED, "R", "RETRIED") if report.outcome == RETRIED else None


def pytest_terminal_summary(terminalreporter: Any) -> None:
    for report in terminalreporter.getreports(RETRIED):
        failed_again = any(one.nodeid == report.nodeid for one in terminalreporter.getreports("failed"))
        result = "failed again" if failed_again else "passed then"
        terminalreporter.section(f"failed, run once more, {result}: {report.nodeid}")
        terminalreporter.line(report.longreprtext)
