"""The invented loket is one that operations and triggers could have made."""

from django.db import connection

from bench.benchmarks.every_page import record_pages
from bench.scale.seeding import Size, seed
from dossiers.quotes.amounts import asked_for
from dossiers.quotes.models import Quote, QuoteAnswer, QuoteLine
from dossiers.works.models import Decision, Work, WorkState


def test_works_stand_where_their_quotes_and_decisions_say(db: None) -> None:
    seed(Size(dossiers=1_500, addresses=300, mails=0))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM dossiers_work AS work WHERE state <> dossiers_work_state(work)")
        assert cursor.fetchone() == (0,)
    states = set(Work.objects.values_list("state", flat=True))
    assert {WorkState.ADVISED, WorkState.ASKED, WorkState.QUOTED, WorkState.DECIDED} <= states
    assert QuoteLine.objects.exists()
    assert QuoteAnswer.objects.exists()
    assert any("side by side" in name for name, _url in record_pages())


def test_a_work_is_quoted_by_several_and_the_amount_of_the_chosen_one_is_told(db: None) -> None:
    seed(Size(dossiers=1_500, addresses=300, mails=0))
    quotes = Quote.objects.in_full()
    for one in quotes.filter(decisions__isnull=False):
        decision = Decision.objects.get(quote=one)
        assert asked_for(one)[decision.work_id].incl == decision.amount
        others = quotes.filter(parts__work=decision.work_id)
        assert 2 <= len({other.contractor_id for other in others}) == len(others) <= 3
    for one in quotes.filter(parts__lines__isnull=False).distinct():
        [part] = one.parts.all()
        assert one.total_excl == sum(round(line.quantity * line.unit_price, 2) for line in part.lines.all())
    for one in quotes[:100]:
        one.full_clean()
