"""What `manage.py bench` measures, in the order of its table."""

from bench.benchmarks import addresses, contacts, dossiers, every_page, mail
from bench.measuring import Benchmark

BENCHMARKS: dict[str, Benchmark] = {
    one.name: one for module in (dossiers, every_page, mail, contacts, addresses) for one in module.BENCHMARKS
}
