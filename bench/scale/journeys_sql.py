"""Journeys, dossiers in all stages, stakeholders, visits, timelines and mails."""

# one row per dossier with what the other statements need to know of it; ids run with time
WAGONS = """
CREATE TEMPORARY TABLE scale_wagon ON COMMIT DROP AS
SELECT n, %(dossier_base)s + n AS id,
    -- the first dossiers open the journeys, the later ones are next wagons of one of them
    %(journey_base)s + CASE WHEN n <= %(journeys)s THEN n ELSE 1 + pg_temp.dice(n, 41,
        %(journeys)s::bigint) END
        AS journey_id,
    type, stages, opened,
    CASE WHEN is_old AND chance < 70 THEN cardinality(stages)
         WHEN is_old THEN 1 + chance %% cardinality(stages)
         ELSE 1 + chance %% (cardinality(stages) - 1) END AS reached,
    chance >= 85 AS is_abandoned
FROM (
    SELECT n, %(start)s::timestamptz + n * interval '1460 days' / %(dossiers)s AS opened,
        n < %(dossiers)s * 0.85 AS is_old, pg_temp.dice(n, 42, 100)::int AS chance,
        (%(types)s::text[])[pg_temp.skewed(n, 43, cardinality(%(types)s::text[]), 1.6)] AS type
    FROM generate_series(1, %(dossiers)s::bigint) AS n
) AS dossier JOIN LATERAL (
    SELECT array_agg(stage ORDER BY position) AS stages FROM unnest(%(flow_types)s::text[],
        %(flow_stages)s::text[]) WITH ORDINALITY AS flow(of_type, stage, position)
    WHERE of_type = dossier.type
) AS flow ON true;
UPDATE scale_wagon SET is_abandoned = false WHERE reached = cardinality(stages);
ANALYZE scale_wagon
"""

CASE_FILES = """
INSERT INTO timeline_casefile (id, created_at)
SELECT %(case_file_base)s + n, %(start)s::timestamptz
FROM generate_series(1, %(dossiers)s::bigint + %(journeys)s) AS n
"""

# the client of every journey, a partner, a firm, and now and then somebody on one dossier only
STAKEHOLDERS = """
INSERT INTO dossiers_stakeholder (id, journey_id, dossier_id, person_id, organisation_id, capacity_id)
SELECT %(stakeholder_base)s + n, %(journey_base)s + n, NULL::bigint, %(person_base)s + n, NULL::bigint,
    (%(capacities)s::bigint[])[1 + pg_temp.dice(n, 51, 4)]
FROM generate_series(1, %(journeys)s::bigint) AS n
UNION ALL
SELECT %(stakeholder_base)s + %(journeys)s + n, %(journey_base)s + n, NULL, %(person_base)s + %(journeys)s
    + n,
    NULL, (%(capacities)s::bigint[])[3]
FROM generate_series(1, %(partners)s::bigint) AS n
UNION ALL
SELECT %(stakeholder_base)s + %(journeys)s + %(partners)s + n, %(journey_base)s + n, NULL, NULL,
    %(firm_base)s + 1 + pg_temp.dice(n, 52, %(firms)s), (%(capacities)s::bigint[])[6 + pg_temp.dice(n, 53, 8)]
FROM generate_series(1, %(journeys)s::bigint) AS n WHERE pg_temp.dice(n, 54, 4) = 0
UNION ALL
SELECT %(stakeholder_base)s + 2 * %(journeys)s + %(partners)s + n, NULL, %(dossier_base)s + n,
    %(person_base)s + 1 + pg_temp.dice(n, 55, %(people)s::bigint), NULL,
    (%(capacities)s::bigint[])[1 + pg_temp.dice(n, 56, cardinality(%(capacities)s::bigint[]))]
FROM generate_series(1, %(dossiers)s::bigint) AS n WHERE pg_temp.dice(n, 57, 5) = 0
"""

# What the triggers would fill, for all at once; `mark_wrong_keys` compares it with what they would.
KEYS = """
CREATE TEMPORARY TABLE scale_journey ON COMMIT DROP AS
SELECT journey.*, person.address_id, btrim(person.sort_name) AS client_sort, parties,
    btrim(street.search) || ' ' || address.house_order || ' ' || address.box_order AS address_sort,
    street.search || address.search || town.search AS address_text
FROM (SELECT n, %(journey_base)s + n AS id, opened,
          'R' || extract(year FROM opened) || '-' || to_char(%(numbered)s + n, 'FM99900000') AS number
      FROM (SELECT n, %(start)s::timestamptz + n * interval '1460 days' / %(dossiers)s AS opened
            FROM generate_series(1, %(journeys)s::bigint) AS n) AS start) AS journey
JOIN contacts_person AS person ON person.id = %(person_base)s + n
JOIN addresses_address AS address ON address.id = person.address_id
JOIN addresses_street AS street ON street.id = address.street_id
JOIN addresses_municipality AS town ON town.id = street.municipality_id
JOIN (SELECT journey_id, string_agg(concat(person.search, firm.search), '' ORDER BY party.id) AS parties
      FROM dossiers_stakeholder AS party
      LEFT JOIN contacts_person AS person ON person.id = party.person_id
      LEFT JOIN contacts_organisation AS firm ON firm.id = party.organisation_id
      WHERE journey_id > %(journey_base)s GROUP BY journey_id) AS involved ON involved.journey_id =
          journey.id;
CREATE INDEX ON scale_journey (id);
ANALYZE scale_journey
"""

JOURNEYS = """
INSERT INTO dossiers_journey (id, number, address_id, client_id, case_file_id, opened_at, opened_by_id,
    is_active,
    client_sort, address_sort, search)
SELECT id, number, address_id, %(stakeholder_base)s + n, %(case_file_base)s + %(dossiers)s + n, opened,
    %(user_base)s + 1 + pg_temp.dice(n, 61, %(users)s), true, client_sort, address_sort,
    concat(search_text(number), parties, address_text)
FROM scale_journey
"""

DOSSIERS = """
INSERT INTO dossiers_dossier (id, number, type, subtype_id, journey_id, case_file_id, stage, source_id,
    acquaintance_id, project_id, site_address_id, scope, main_contact_id, assignee_id, is_anonymous, postcode,
    opened_on, completed_on, closing_reason_id, is_active, created_at, created_by_id,
    contact_sort, address_sort, assignee_sort, next_due, search)
SELECT wagon.id, wagon.number, wagon.type,
    subtypes.ids[1 + pg_temp.dice(wagon.n, 71, cardinality(subtypes.ids))], wagon.journey_id,
    %(case_file_base)s + wagon.n, CASE WHEN is_abandoned THEN 'abandoned' ELSE stages[reached] END,
    (%(sources)s::bigint[])[1 + pg_temp.dice(wagon.n, 72, cardinality(%(sources)s::bigint[]))],
    (%(acquaintances)s::bigint[])[1 + pg_temp.dice(wagon.n, 73, cardinality(%(acquaintances)s::bigint[]))],
    (%(projects)s::bigint[])[pg_temp.skewed(wagon.n, 74, cardinality(%(projects)s::bigint[]), 2)],
    CASE WHEN has_address THEN journey.address_id END, 'private',
    CASE WHEN has_contact THEN %(stakeholder_base)s + journey.n END, colleague.id, false, '',
        wagon.opened::date,
    CASE WHEN reached = cardinality(stages)
         THEN least(wagon.opened::date + 1 + pg_temp.dice(wagon.n, 79, 200)::int, %(today)s::date) END,
    CASE WHEN is_abandoned THEN %(reason)s END, pg_temp.dice(wagon.n, 80, 200) > 0, wagon.opened,
    %(user_base)s + 1 + pg_temp.dice(wagon.n, 81, %(users)s),
    CASE WHEN has_contact THEN journey.client_sort END, CASE WHEN has_address THEN journey.address_sort END,
    colleague.name,
    CASE WHEN wagon.n %% 3 = 0 AND reached < cardinality(stages) AND NOT is_abandoned
         THEN wagon.opened::date + 3 END,
    concat(search_text(concat_ws(' ', wagon.number, journey.number, '')), journey.parties, own.parties,
        CASE WHEN has_address THEN journey.address_text END)
FROM (SELECT *, 'D' || extract(year FROM opened) || '-' || to_char(%(numbered)s + n, 'FM99900000') AS number,
          pg_temp.dice(n, 75, 25) > 0 AS has_address, pg_temp.dice(n, 76, 40) > 0 AS has_contact,
          CASE WHEN pg_temp.dice(n, 77, 10) > 0 THEN %(user_base)s + 1 + pg_temp.dice(n, 78, %(users)s) END
              AS assignee_id
      FROM scale_wagon) AS wagon
JOIN scale_journey AS journey ON journey.id = wagon.journey_id
JOIN (SELECT type, array_agg(id ORDER BY id) AS ids FROM dossiers_subtype GROUP BY type) AS subtypes
    ON subtypes.type = wagon.type
LEFT JOIN (SELECT id, btrim(search_text(concat(first_name, ' ', last_name))) AS name FROM staff_user) AS
    colleague
    ON colleague.id = wagon.assignee_id
LEFT JOIN (SELECT dossier_id, person.search AS parties FROM dossiers_stakeholder AS party
           JOIN contacts_person AS person ON person.id = party.person_id
           WHERE dossier_id > %(dossier_base)s) AS own ON own.dossier_id = wagon.id
"""

PARTIES = """
INSERT INTO dossiers_dossierparty (dossier_id, stakeholder_id, person_id, organisation_id, capacity_id,
    is_current)
SELECT wagon.id, party.id, person_id, organisation_id, capacity_id, until IS NULL
FROM scale_wagon AS wagon JOIN dossiers_stakeholder AS party ON party.journey_id = wagon.journey_id
UNION ALL
SELECT dossier_id, id, person_id, organisation_id, capacity_id, until IS NULL
FROM dossiers_stakeholder WHERE dossier_id > %(dossier_base)s
"""

VISITS = """
INSERT INTO dossiers_stagevisit (dossier_id, stage, entered_at, entered_by_id, left_at, left_by_id,
    left_by_verb,
    reason_id, note)
SELECT wagon.id, CASE WHEN position > reached THEN 'abandoned' ELSE stages[position] END,
    opened + (position - 1) * interval '9 days', %(user_base)s + 1,
    CASE WHEN position < last THEN opened + position * interval '9 days' END,
    CASE WHEN position < last THEN %(user_base)s + 1 END,
    CASE WHEN position = last THEN '' WHEN position = reached AND is_abandoned THEN 'abandon'
         WHEN position + 1 = cardinality(stages) THEN 'complete' ELSE 'advance' END,
    CASE WHEN position = reached AND is_abandoned THEN %(reason)s END, ''
FROM (SELECT *, reached + is_abandoned::int AS last FROM scale_wagon) AS wagon,
    generate_series(1, last) AS position
"""

INFORMATION = """
INSERT INTO dossiers_informationdetail (dossier_id, dossier_type, question, answer, asked_on)
SELECT id, type, (%(questions)s::text[])[1 + pg_temp.dice(n, 91, cardinality(%(questions)s::text[]))],
    'We bezorgden het overzicht van de premies en de voorwaarden.', opened::date
FROM scale_wagon WHERE type = 'information'
"""

# five on most, two hundred on one in five hundred; every third dossier that goes on has an open task
ACTIVITIES = """
INSERT INTO timeline_activity (case_file_id, kind, title, text, assignee_id, due_on, done_at, done_by_id,
    pinned,
    created_at, created_by_id)
SELECT %(case_file_base)s + n, (ARRAY['visit', 'task', 'note', 'call', 'appointment'])[1 + entry %% 5],
    (%(questions)s::text[])[1 + (n + entry) %% cardinality(%(questions)s::text[])], 'Besproken met de klant.',
    worker, opened::date + entry * 3, CASE WHEN NOT is_open THEN moment END,
    CASE WHEN NOT is_open THEN worker END, false, moment, worker
FROM (SELECT *, %(user_base)s + 1 + pg_temp.dice(n, 78, %(users)s) AS worker FROM scale_wagon) AS wagon,
    generate_series(1, CASE WHEN n %% 500 = 1 THEN 200 ELSE 5 END) AS entry,
    LATERAL (SELECT opened + entry * interval '6 hours' AS moment,
        entry = 1 AND n %% 3 = 0 AND reached < cardinality(stages) AND NOT is_abandoned AS is_open) AS written
"""
EVENTS = """
INSERT INTO timeline_event (case_file_id, kind, data, by_id, at)
SELECT %(case_file_base)s + n, 'dossier_opened',
    jsonb_build_object('type', type, 'dossier', 'D' || extract(year FROM opened) || '-'
        || to_char(%(numbered)s + n, 'FM99900000'), 'subtype', type), %(user_base)s + 1, opened
FROM scale_wagon
"""

# on every third dossier a file; one in twelve of these is financial
STORED_FILES = """
INSERT INTO documents_storedfile (id, sha256, size, created)
SELECT %(stored_file_base)s + n / 3, encode(sha256(('scale file ' || id)::bytea), 'hex'),
    20000 + pg_temp.dice(n, 92, 2000000), opened
FROM scale_wagon WHERE n %% 3 = 0
"""
DOCUMENTS = """
INSERT INTO documents_document (id, stored_file_id, name, content_type, document_class, created,
    created_by_id)
SELECT %(document_base)s + n / 3, %(stored_file_base)s + n / 3,
    (ARRAY['offerte', 'plan', 'EPC', 'foto', 'verslag'])[1 + pg_temp.dice(n, 93, 5)] || '-' || n || '.pdf',
    'application/pdf', CASE WHEN n %% 36 = 0 THEN 'financial' ELSE 'normal' END, opened,
    %(user_base)s + 1 + pg_temp.dice(n, 78, %(users)s)
FROM scale_wagon WHERE n %% 3 = 0
"""
FILINGS = """
INSERT INTO timeline_fileddocument (case_file_id, document_id, folder, filed_at, filed_by_id)
SELECT %(case_file_base)s + n, %(document_base)s + n / 3, '', opened,
    %(user_base)s + 1 + pg_temp.dice(n, 78, %(users)s)
FROM scale_wagon WHERE n %% 3 = 0
"""

MESSAGES = """
INSERT INTO mail_message (id, identity, message_id, same_id_other_content, direction, state, parked_reason,
    parked_detail, subject, from_name, from_address, sent_at, received_at, text, html, in_reply_to,
        "references",
    automatic, authenticity, has_attachments)
SELECT %(message_base)s + (n - 1) * %(mails)s + mail,
    encode(sha256(('scale ' || %(message_base)s + (n - 1) * %(mails)s + mail)::bytea), 'hex'),
    'scale.' || %(message_base)s + (n - 1) * %(mails)s + mail || '@burger.example', false, 'inbound',
        'parsed', '',
    '', (%(questions)s::text[])[1 + (n + mail) %% cardinality(%(questions)s::text[])],
    person.first_name || ' ' || person.last_name,
    regexp_replace(btrim(person.search), '[^a-z]+', '.', 'g') || '.' || person.id || '@burger.example',
        moment, moment,
    'Beste,' || chr(10) || (%(questions)s::text[])[1 + (n + mail) %% cardinality(%(questions)s::text[])] ||
        chr(10)
        || 'Het gaat over dossier ' || n || ', bericht ' || mail || '.' || chr(10) ||
            'Met vriendelijke groeten',
    '', '', '{}', 'none', '{}', false
FROM scale_wagon AS wagon
JOIN contacts_person AS person ON person.id = %(person_base)s + (wagon.journey_id - %(journey_base)s),
    generate_series(1, %(mails)s) AS mail,
    LATERAL (SELECT opened + (mail - 1) * interval '31 hours' AS moment) AS arrived
"""
DELIVERIES = """
INSERT INTO mail_delivery (mailbox_id, message_id, received_at)
SELECT %(mailbox)s, id, received_at FROM mail_message WHERE id > %(message_base)s
"""
RECIPIENTS = """
INSERT INTO mail_messageaddress (message_id, role, position, name, address)
SELECT id, 'to', 0, '', %(mailbox_address)s FROM mail_message WHERE id > %(message_base)s
"""
CORRESPONDENCE = """
INSERT INTO timeline_correspondence (case_file_id, message_id, linked_at, linked_by_id)
SELECT %(case_file_base)s + 1 + (id - %(message_base)s - 1) / %(mails)s, id, received_at, %(user_base)s + 1
FROM mail_message WHERE id > %(message_base)s
"""
# every first mail went through a queue; the last thousand still wait there, every fifth with a colleague
QUEUE_ITEMS = """
INSERT INTO queues_queueitem (queue_id, message_id, state, worker_id, case_file_id, created_at,
    entered_queue_at, search)
SELECT (%(queues)s::bigint[])[1 + pg_temp.dice(id, 95, cardinality(%(queues)s::bigint[]))], id,
    CASE WHEN waits THEN 'open' ELSE 'done' END,
    CASE WHEN waits AND pg_temp.dice(id, 96, 5) = 0
         THEN %(user_base)s + 1 + pg_temp.dice(id, 97, %(users)s) END,
    CASE WHEN waits THEN NULL ELSE %(case_file_base)s + 1 + (id - %(message_base)s - 1) / %(mails)s END,
    received_at, received_at, search_text(concat_ws(' ', subject, from_name, from_address))
FROM (SELECT *, id > %(message_base)s + %(mails)s * greatest(%(dossiers)s - 1000, %(dossiers)s / 2) AS waits
      FROM mail_message WHERE id > %(message_base)s AND (id - %(message_base)s) %% %(mails)s = 1 %%
          %(mails)s) AS first
"""
COUNTERS = """
INSERT INTO core_counter (series, year, last)
SELECT series, extract(year FROM %(today)s::date), %(numbered)s + %(dossiers)s
FROM unnest(ARRAY['D', 'R']) AS series
ON CONFLICT (series, year) DO UPDATE SET last = greatest(core_counter.last, excluded.last)
"""

OF_MAILS = (MESSAGES, DELIVERIES, RECIPIENTS, CORRESPONDENCE, QUEUE_ITEMS)
