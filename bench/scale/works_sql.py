"""Works in every state, what contractors ask for them, and what was decided.

Triggers rest meanwhile, so each state is given as `dossiers_work_state` would derive it.
"""

# on every dossier that has an address one work: done before, advised, being asked for, quoted or decided
WORKS = """
INSERT INTO dossiers_work (id, measure_id, address_id, source, description, old_word, side, performance,
    term, executor, financing, permit, extra_work, defects, is_past, is_executed, ended_on, quantity, created,
    state, search)
SELECT %(work_base)s + wagon.n, measure.id, dossier.site_address_id, '', 'Voorgevel', '', '', '', '',
    '', '', '', '', '', wagon.kind = 0, wagon.kind = 0,
    CASE wagon.kind WHEN 0 THEN to_char(wagon.opened - interval '4 years', 'YYYY-MM') END,
    1 + pg_temp.dice(wagon.n, 95, 200), wagon.opened,
    (ARRAY['executed', 'executed', 'decided', 'decided', 'advised', 'asked', 'quoted'])[
        1 + 2 * wagon.kind + pg_temp.dice(wagon.n, 101, CASE wagon.kind WHEN 2 THEN 3 ELSE 2 END)],
    concat(search_text(measure.name || ' Voorgevel'), street.search, address.search)
FROM (SELECT *, pg_temp.dice(n, 93, 3)::int AS kind FROM scale_wagon) AS wagon
JOIN dossiers_dossier AS dossier ON dossier.id = wagon.id
JOIN addresses_measure AS measure ON measure.id =
    (%(measures)s::bigint[])[1 + pg_temp.dice(wagon.n, 94, cardinality(%(measures)s::bigint[]))]
JOIN addresses_address AS address ON address.id = dossier.site_address_id
JOIN addresses_street AS street ON street.id = address.street_id
"""

WORKS_ON_DOSSIERS = """
INSERT INTO dossiers_workdossier (work_id, dossier_id, role)
SELECT work.id, wagon.id, 'advised'
FROM scale_wagon AS wagon JOIN dossiers_work AS work
    ON work.id = %(work_base)s + wagon.n AND NOT work.is_past
"""

# Two or three contractors for each work that is asked for, quoted or, three in four, decided; a work of
# `posts` has each usual post on a line. `came`: the first always, of the others five in six.
ASKED = """
CREATE TEMPORARY TABLE scale_firm ON COMMIT DROP AS
SELECT id, row_number() OVER (ORDER BY id) - 1 AS number, count(*) OVER () AS firms
FROM contacts_organisation WHERE id > %(firm_base)s AND kind = 'contractor';
CREATE TEMPORARY TABLE scale_quote ON COMMIT DROP AS
SELECT %(quote_base)s + row_number() OVER (ORDER BY work.id, place) AS id, work.id AS work_id,
    work.measure_id, work.quantity, work.created, work.asked_on, place, firm.id AS firm_id,
    EXISTS (SELECT FROM dossiers_catalogueitem WHERE measure_id = work.measure_id AND is_active) AS posts,
    CASE WHEN work.state <> 'asked' AND (place = 0 OR pg_temp.dice(work.id * 4 + place, 102, 6) > 0)
         THEN least(work.asked_on + 6 + pg_temp.dice(work.id * 4 + place, 103, 30)::int, %(today)s::date)
         END AS received_on,
    (work.quantity * (60 + pg_temp.dice(work.id, 104, 200))
        * (90 + pg_temp.dice(work.id * 4 + place, 105, 25)) / 100)::numeric(12, 2) AS excl
FROM (SELECT *, least(created::date + 4 + pg_temp.dice(id, 106, 20)::int, %(today)s::date) AS asked_on
      FROM dossiers_work WHERE id > %(work_base)s) AS work,
    generate_series(0, 1 + pg_temp.dice(work.id, 107, 2)) AS place,
    LATERAL (SELECT id FROM scale_firm
             WHERE number = (pg_temp.dice(work.id, 108, 1000000) + place) %% firms) AS firm
WHERE work.state IN ('asked', 'quoted')
    OR work.state = 'decided' AND pg_temp.dice(work.id, 109, 4) > 0;
CREATE TEMPORARY TABLE scale_line ON COMMIT DROP AS
SELECT quote.id AS quote_id, item.id AS item_id, item.unit, item.position,
    CASE item.unit WHEN 'sum' THEN 1 WHEN 'piece' THEN 2 WHEN 'm' THEN 14 ELSE quote.quantity END AS quantity,
    ((15 + pg_temp.dice(item.id, 111, 80)) * (90 + pg_temp.dice(quote.id * 64 + item.position, 112, 25))
        / 100.0 * CASE item.unit WHEN 'sum' THEN 40 WHEN 'piece' THEN 20 ELSE 1 END)::numeric(12, 2)
        AS unit_price
FROM scale_quote AS quote JOIN dossiers_catalogueitem AS item
    ON item.measure_id = quote.measure_id AND item.is_active
WHERE quote.received_on IS NOT NULL AND pg_temp.dice(quote.id * 64 + item.position, 113, 12) > 0;
UPDATE scale_quote SET excl = lines.excl
FROM (SELECT quote_id, sum(round(quantity * unit_price, 2)) AS excl
      FROM scale_line GROUP BY quote_id) AS lines
WHERE lines.quote_id = scale_quote.id;
CREATE INDEX ON scale_quote (work_id);
ANALYZE scale_quote, scale_line
"""

QUOTES = """
INSERT INTO dossiers_quote (id, contractor_id, asked_on, received_on, valid_until, kind, number, total_excl,
    vat_rate, total_incl, duration, remarks, none_because, created)
SELECT id, firm_id, asked_on, received_on, received_on + 90,
    CASE WHEN received_on IS NULL THEN '' WHEN place = 2 THEN 'indicative' ELSE 'tailored' END,
    CASE WHEN received_on IS NULL THEN '' ELSE 'OF-' || id END,
    CASE WHEN received_on IS NOT NULL THEN excl END, CASE WHEN received_on IS NOT NULL THEN 6 END,
    CASE WHEN received_on IS NOT NULL THEN round(excl * 1.06, 2) END,
    CASE WHEN received_on IS NULL THEN '' ELSE '3 weken' END, '', '', created
FROM scale_quote
"""

QUOTED_WORKS = """
INSERT INTO dossiers_quotework (id, quote_id, work_id, conform)
SELECT %(quoted_base)s + id - %(quote_base)s, id, work_id, '' FROM scale_quote
"""

LINES = """
INSERT INTO dossiers_quoteline (part_id, position, item_id, text, quantity, unit, unit_price, vat_rate,
    conform, differs)
SELECT %(quoted_base)s + quote_id - %(quote_base)s, position, item_id, '', quantity, unit, unit_price, 6,
    '', ''
FROM scale_line
"""

# what came without posts answers most of the questions that are asked about its measure
ANSWERS = """
INSERT INTO dossiers_quoteanswer (part_id, question_id, answer, amount, note)
SELECT %(quoted_base)s + id - %(quote_base)s, question_id, answer,
    CASE answer WHEN 'separate' THEN 100 + pg_temp.dice(question_id * 7 + id, 114, 2000) END, ''
FROM (SELECT quote.id, question.id AS question_id,
          (ARRAY['included', 'included', 'included', 'missing', 'separate', NULL])[
              1 + pg_temp.dice(quote.id * 64 + question.position, 115, 6)] AS answer
      FROM scale_quote AS quote JOIN dossiers_comparisonquestion AS question
          ON question.measure_id = quote.measure_id AND question.is_active
      WHERE quote.received_on IS NOT NULL AND NOT quote.posts) AS answered
WHERE answer IS NOT NULL
"""

# where quotes came the least one is chosen, for its price; the others are decided at some amount
DECISIONS = """
INSERT INTO dossiers_decision (work_id, goes_on, decided_on, decider, quote_id, reason_id, amount, note,
    withdrawn_because)
SELECT work.id, true, %(today)s, 'owner', least_one.id,
    CASE WHEN least_one.id IS NOT NULL THEN %(chosen)s END,
    coalesce(least_one.incl, 1000 + pg_temp.dice(work.id, 96, 30000)), '', ''
FROM dossiers_work AS work
LEFT JOIN (SELECT DISTINCT ON (work_id) work_id, id, round(excl * 1.06, 2) AS incl
           FROM scale_quote WHERE received_on IS NOT NULL ORDER BY work_id, excl, id) AS least_one
    ON least_one.work_id = work.id
WHERE work.id > %(work_base)s AND work.state = 'decided'
"""
