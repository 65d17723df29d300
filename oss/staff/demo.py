"""The colleagues of the demo loket, one for every role, in four teams."""

from oss.staff.factories import DEMO_PASSWORD, TeamFactory, UserFactory
from oss.staff.models import Team, User
from oss.staff.roles import Role

# (role, first name, last name): the login is <first name>@loket.example
ACCOUNTS = (
    (Role.DESK, "Lotte", "Peeters"),
    (Role.DISPATCHER, "Bram", "Verhaegen"),
    (Role.FILE_HANDLER, "Sofie", "De Wachter"),
    (Role.FINANCIAL_ADVISER, "Karim", "El Amrani"),
    (Role.COACH, "Jonas", "Van den Broeck"),
    (Role.COORDINATOR, "Griet", "Somers"),
    (Role.ADMINISTRATOR, "Femke", "Aerts"),
    (Role.AUDITOR, "Paul", "Wouters"),
)
TEAMS = {
    "Loket": ("Fysiek loket, telefoon en mailbox", ("lotte", "bram", "sofie")),
    "Financieel": ("Leningen en premies", ("karim", "sofie")),
    "Renovatiecoaches": ("Huisbezoeken, appartementen en wijkrenovaties", ("jonas", "griet")),
    "Coördinatie": ("Programma's en rapportering", ("griet", "femke")),
}


def _email(first_name: str) -> str:
    return f"{first_name.lower()}@loket.example"


def load_staff() -> None:
    if User.objects.filter(email=_email(ACCOUNTS[0][1])).exists():
        return
    for role, first_name, last_name in ACCOUNTS:
        UserFactory(first_name=first_name, last_name=last_name, email=_email(first_name), roles=[role])
    for name, (description, members) in TEAMS.items():
        if not Team.objects.filter(name=name).exists():
            users = User.objects.filter(email__in=[_email(member) for member in members])
            TeamFactory(name=name, description=description, members=list(users))


def accounts() -> list[dict[str, str]]:
    """What the launcher prints: who to log in as."""
    return [
        {
            "role": role.value,
            "name": f"{first_name} {last_name}",
            "email": _email(first_name),
            "password": DEMO_PASSWORD,
        }
        for role, first_name, last_name in ACCOUNTS
    ]
