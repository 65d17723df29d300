"""Rules 5 and 10 of ARCHITECTURE.md, each seen to hold and seen to notice a planted violation."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture import source
from tests.conftest import ROOT

FIELD = "    other = models.ForeignKey(Other, models.CASCADE)\n"
RULES: dict[Callable[[Path], list[str]], list[tuple[str, str]]] = {
    # rule → (file, text) of planted violations, each one violation
    source.too_long_files: [("oss/core/long.py", "x = 1\n" * 601)],
    source.modules_named_for_nothing: [("oss/core/utils.py", "")],
    source.signal_receivers: [
        (
            "oss/core/signals.py",
            "from django.dispatch import receiver\n\n@receiver(saved)\ndef work(**kwargs): ...\n",
        ),
    ],
    source.work_in_save: [
        ("oss/core/history.py", "class Thing(models.Model):\n    def save(self): ...\n"),
        (
            "oss/core/models.py",
            (
                "class Person(AbstractBaseUser, PermissionsMixin):\n"
                "    name = models.CharField()\n    def save(self): ...\n"
            ),
        ),
        (
            "oss/core/models.py",
            "class Renter(Person):\n    class Meta:\n        proxy = True\n    def delete(self): ...\n",
        ),
        (
            "oss/core/models/person.py",
            "class Person(AbstractBaseUser):\n    home = ForeignKey(Home)\n    async def asave(self): ...\n",
        ),
    ],
    source.work_in_ready: [
        (
            "oss/core/apps.py",
            "class CoreConfig:\n    def ready(self):\n        Thing.objects.create()\n",
        ),
        (
            "oss/core/apps.py",
            "class CoreConfig:\n    async def ready(self):\n        await Thing.objects.acreate()\n",
        ),
    ],
    source.values_asked_by_name: [
        ("oss/core/asking.py", 'mail = Source.objects.active().filter(name="e-mail").first()\n'),
        ("oss/core/asking.py", "roofs = Measure.objects.filter(name__in=ROOFS)\n"),
        ("oss/core/asking.py", 'Dossier.objects.exclude(subtype__name="Informatievraag")\n'),
        ("oss/core/asking.py", 'where = Q(information__topics__name__iexact="premies")\n'),
        ("oss/core/asking.py", 'if dossier.subtype.name == "Informatievraag":\n    pass\n'),
        ("oss/core/asking.py", 'by_mail = str(dossier.source) in {"e-mail", "contactformulier"}\n'),
    ],
    source.local_imports: [
        ("oss/core/lazy.py", "def work():\n    from oss.core import registry\n"),
        ("oss/core/lazy.py", "async def work():\n    import oss.core.registry\n"),
    ],
    source.told_behind_its_back: [
        ("oss/core/late.py", "def work():\n    run_job.delay(1)\n"),
        ("oss/core/late.py", "on_commit(partial(run_job.apply_async, [1]))\n"),
        ("oss/core/late.py", "current_app.send_task('oss.core.late')\n"),
    ],
    source.class_names_of_two_things: [
        ("oss/core/table.py", "class Row: ...\n\n\nclass Cell: ...\n\n\nclass Row: ...\n"),
    ],
    source.foreign_imports_of_the_launcher: [
        ("launcher/demo.py", "import requests\n"),
        ("run.py", "from django.conf import settings\n"),
        ("launcher/guard.py", "from launcher.places import ROOT\n"),
    ],
    source.deletions_without_a_reason: [
        ("oss/core/models.py", f"class Thing(models.Model):\n{FIELD}"),
        (  # imported by name, and under another name
            "oss/core/models.py",
            (
                "from django.db.models import CASCADE as GONE\n"
                "class Thing(models.Model):\n    other = ForeignKey(Other, on_delete=GONE)\n"
            ),
        ),
        (  # the comment belongs to another field
            "oss/core/models.py",
            (
                f"class Thing(models.Model):\n    # CASCADE: part of it\n{FIELD}    name = CharField()\n"
                "    more = ForeignKey(Other, models.CASCADE)\n"
            ),
        ),
        (  # the comment stands four lines above
            "oss/core/models.py",
            f"class Thing(models.Model):\n    # CASCADE: part of it\n    #\n    #\n    #\n{FIELD}",
        ),
        (  # the group has ended
            "oss/core/models.py",
            (
                f"class Thing(models.Model):\n    # CASCADE: part of it\n{FIELD}\n"
                "    more = ForeignKey(Other, models.CASCADE)\n"
            ),
        ),
        (  # a reason for something else
            "oss/core/models.py",
            (
                "class Thing(models.Model):\n    # CASCADE: part of it\n"
                "    other = models.ForeignKey(Other, models.SET_NULL, null=True)\n"
            ),
        ),
        (  # no reason in the comment
            "oss/core/models.py",
            f"class Thing(models.Model):\n    # CASCADE:\n{FIELD}",
        ),
    ],
}
PLANTED = [(rule, *planted) for rule, all_planted in RULES.items() for planted in all_planted]
ACCEPTED = [
    (source.deletions_without_a_reason, f"class Thing(Model):\n    # CASCADE: part of it\n{FIELD}"),
    (
        source.deletions_without_a_reason,
        f"class Thing(Model):\n    # CASCADE: part of it,\n    # and gone with it\n{FIELD}"
        "    more = models.ForeignKey(\n        Other,\n        models.CASCADE,\n    )\n" + FIELD,
    ),
    (
        source.deletions_without_a_reason,
        (
            "from django.db.models import SET_NULL\n"
            "class Thing(Model):\n    # SET_NULL: lives on alone\n    other = ForeignKey(Other, SET_NULL)\n"
        ),
    ),
    (source.deletions_without_a_reason, FIELD.strip().replace("CASCADE", "PROTECT")),
    (source.foreign_imports_of_the_launcher, "import requests\n"),
    (source.work_in_save, "class ThingQuerySet(models.QuerySet):\n    def delete(self): ...\n"),
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_source_keeps_the_rule(rule: Callable[[Path], list[str]]) -> None:
    assert rule(ROOT) == []


@pytest.mark.parametrize(("rule", "name", "text"), PLANTED)
def test_a_planted_violation_is_noticed(
    rule: Callable[[Path], list[str]], name: str, text: str, tmp_path: Path
) -> None:
    planted = tmp_path / name
    planted.parent.mkdir(parents=True, exist_ok=True)
    planted.write_text(text)
    assert len(rule(tmp_path)) == 1


@pytest.mark.parametrize(("rule", "text"), ACCEPTED)
def test_what_the_rule_allows_is_accepted(
    rule: Callable[[Path], list[str]], text: str, tmp_path: Path
) -> None:
    (tmp_path / "oss").mkdir()
    (tmp_path / "oss/models.py").write_text(text)
    assert rule(tmp_path) == []


def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_address_of_a_package_index_stands_in_the_repository() -> None:
    assert source.index_addresses(ROOT, tracked_files()) == []


def test_a_planted_index_address_is_noticed(tmp_path: Path) -> None:
    planted = tmp_path / "requirements.txt"
    planted.write_text("--index-url https://" + "pypi.org/simple\n")
    assert len(source.index_addresses(tmp_path, [planted])) == 1
