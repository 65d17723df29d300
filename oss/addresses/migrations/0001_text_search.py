"""Extensions and functions for searching text; the tables of this and of higher packages build on them.

`f_unaccent` is PostgreSQL's `unaccent` with its dictionary named, which makes it immutable: fit for generated
columns and indexes. The Python side of `search_text` is `oss.addresses.text_search.fold`.
"""

from django.contrib.postgres.operations import BtreeGinExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

from oss.core.migrating import MigrationAtOnce

F_UNACCENT = r"""
CREATE FUNCTION public.f_unaccent(text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT public.unaccent('public.unaccent', $1) $$
"""

SEARCH_TEXT = r"""
CREATE FUNCTION public.search_text(text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
  SELECT ' ' || btrim(regexp_replace(
    lower(public.f_unaccent(normalize($1, NFKC))), '[^a-z0-9\u0080-\U0010FFFF]+', ' ', 'g'))
$$
"""

NATURAL_ORDER = r"""
CREATE FUNCTION public.natural_order(text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
  SELECT regexp_replace(
    regexp_replace(upper($1), '\d+', '0000000000\&', 'g'), '\d*(\d{10})', '\1', 'g')
$$
"""


class Migration(MigrationAtOnce):
    initial = True

    dependencies = []

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        BtreeGinExtension(),
        migrations.RunSQL(F_UNACCENT, "DROP FUNCTION public.f_unaccent(text)"),
        migrations.RunSQL(SEARCH_TEXT, "DROP FUNCTION public.search_text(text)"),
        migrations.RunSQL(NATURAL_ORDER, "DROP FUNCTION public.natural_order(text)"),
    ]
