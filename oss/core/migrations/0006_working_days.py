"""Working days between two days in the database, for columns that it computes. As `oss.core.working_days`, which
tests compare it with."""

from django.db import migrations

from oss.core.migrating import MigrationAtOnce

EASTER = """
CREATE FUNCTION public.easter_sunday(of_year integer) RETURNS date
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  golden integer := of_year % 19;
  century integer := of_year / 100;
  within integer := of_year % 100;
  moon integer := (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
  week integer := (32 + 2 * (century % 4) + 2 * (within / 4) - moon - within % 4) % 7;
  late integer := (golden + 11 * moon + 22 * week) / 451;
  since_march integer := moon + week - 7 * late + 114;
BEGIN
  RETURN make_date(of_year, since_march / 31, since_march % 31 + 1);
END
$$
"""

LEGAL_HOLIDAYS = """
CREATE FUNCTION public.legal_holidays(of_year integer) RETURNS date[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
  SELECT ARRAY[
    make_date($1, 1, 1), make_date($1, 5, 1), make_date($1, 7, 21), make_date($1, 8, 15),
    make_date($1, 11, 1), make_date($1, 11, 11), make_date($1, 12, 25),
    public.easter_sunday($1) + 1, public.easter_sunday($1) + 39, public.easter_sunday($1) + 50]
$$
"""

WORKING_DAYS_UNTIL = """
CREATE FUNCTION public.working_days_until(first date, last date) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
  SELECT count(*)::integer
  FROM generate_series(1, last - first) AS passed
  CROSS JOIN LATERAL (SELECT first + passed AS day) AS each
  WHERE extract(isodow FROM day) < 6 AND day <> ALL (public.legal_holidays(extract(year FROM day)::integer))
$$
"""


class Migration(MigrationAtOnce):
    dependencies = [("core", "0005_cache")]

    operations = [
        migrations.RunSQL(EASTER, "DROP FUNCTION public.easter_sunday(integer)"),
        migrations.RunSQL(LEGAL_HOLIDAYS, "DROP FUNCTION public.legal_holidays(integer)"),
        migrations.RunSQL(WORKING_DAYS_UNTIL, "DROP FUNCTION public.working_days_until(date, date)"),
    ]
