-- What becomes of each append of a batch, in their order; arguments as in event_store.append, whose
-- turn makes the answer final.
--
--   repeated       its events are already there, all of them, in this stream and one after the other:
--                  asked before the version
--   duplicate_id   an id of it is used, but not so
--   conflict       the stream is not as expected; revision is its last one, -1 where there is none
--   appended       it gets revision and first_position, last_position; its events begin at first_event,
--                  from 1, of the batch
--
-- The lateral queries are kept apart (LIMIT) so that they stay index lookups, however few events
-- there are yet.
CREATE FUNCTION event_store.judge(
  head bigint, streams text[], expected integer[], sizes integer[], owners integer[], ids uuid[]
) RETURNS TABLE (status text, revision integer, first_position bigint, last_position bigint, first_event bigint)
LANGUAGE sql STABLE AS $$
  WITH known AS (
    SELECT e.owner, count(*) AS events, min(k.stream) AS first_stream, max(k.stream) AS last_stream,
           min(k.revision) AS first_revision, min(k.revision - e.ordinal) AS offset_min, max(k.revision - e.ordinal) AS offset_max,
           min(k.position) AS first_position, max(k.position) AS last_position
    FROM unnest(owners, ids) WITH ORDINALITY AS e (owner, id, ordinal)
    CROSS JOIN LATERAL (SELECT stream, revision, position FROM event_store.events WHERE events.id = e.id LIMIT 1) k
    GROUP BY e.owner
  ), found AS (
    SELECT a.ordinal, a.size, present.revision AS actual, known.first_revision, known.first_position, known.last_position,
           CASE
             WHEN known.events = a.size AND known.first_stream = a.stream AND known.last_stream = a.stream
                  AND known.offset_min = known.offset_max THEN 'repeated'
             WHEN known.events > 0 THEN 'duplicate_id'
             WHEN a.expected = present.revision OR a.expected = -3 OR (a.expected = -2 AND present.revision >= 0) THEN 'appended'
             ELSE 'conflict'
           END AS status
    FROM unnest(streams, expected, sizes) WITH ORDINALITY AS a (stream, expected, size, ordinal)
    CROSS JOIN LATERAL (
      SELECT coalesce(max(revision), -1) AS revision FROM event_store.events WHERE events.stream = a.stream LIMIT 1
    ) present
    LEFT JOIN known ON known.owner = a.ordinal
  ), placed AS (
    SELECT found.*,
           sum(size) OVER (ORDER BY ordinal) - size + 1 AS first_event,
           head + sum(size) FILTER (WHERE status = 'appended') OVER (ORDER BY ordinal) AS new_last_position
    FROM found
  )
  SELECT status,
         CASE status WHEN 'appended' THEN actual + 1 WHEN 'repeated' THEN first_revision WHEN 'conflict' THEN actual END,
         CASE status WHEN 'appended' THEN new_last_position - size + 1 WHEN 'repeated' THEN first_position END,
         CASE status WHEN 'appended' THEN new_last_position WHEN 'repeated' THEN last_position END,
         first_event
  FROM placed
  ORDER BY ordinal
$$;

-- What becomes of each append of a batch if nothing stands in its way: as event_store.judge would
-- answer then, without looking.
CREATE FUNCTION event_store.suppose(head bigint, expected integer[], sizes integer[])
RETURNS TABLE (status text, revision integer, first_position bigint, last_position bigint, first_event bigint)
LANGUAGE sql IMMUTABLE AS $$
  SELECT 'appended', expected + 1, head + last_event - size + 1, head + last_event, last_event - size + 1
  FROM (
    SELECT expected, size, ordinal, sum(size) OVER (ORDER BY ordinal) AS last_event
    FROM unnest(expected, sizes) WITH ORDINALITY AS a (expected, size, ordinal)
  ) placed
  ORDER BY ordinal
$$;

-- Appends a batch: some appends, each all or nothing and each to a stream of its own, with their
-- events one after the other.
--
--   streams, expected, sizes          an element for each append; expected is the last revision, or
--                                     -1 none, -2 exists, -3 any
--   owners                            an element for each event: the ordinal, from 1, of its append
--   ids, types, schema_versions,
--   data, metadata                    an element for each event; no id twice
--
-- Answers a row for each append, in their order, as event_store.judge found it.
--
-- A session keeps its plans, and they must not depend on how few events there were when it began.
-- Whoever appends often tells its session so once (plan_cache_mode, enable_seqscan), as settings of
-- a function cost as much in each call as a look into an index.
--
-- The turn is taken first, not last. So every append of every process judges what is really there:
-- the verdict is final, one lock cannot deadlock, and there is no row for each stream to be locked
-- and written. What the turn covers more for that is the judging, a part of one statement; the
-- insert and the flush to disk are under it in any case.
--
-- Nearly always everything fits. So where the streams that must be there are where they are
-- expected, the rest is supposed, and left to the unique indexes, which every insert asks in any
-- case: an id that is used, or a stream that should be new and is not, ends the insert as if it had
-- never been, and the batch is judged append by append.
CREATE FUNCTION event_store.append(
  streams text[], expected integer[], sizes integer[],
  owners integer[], ids uuid[], types text[], schema_versions integer[], data text[], metadata text[]
) RETURNS TABLE (status text, revision integer, first_position bigint, last_position bigint)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  supposing boolean;
  head bigint;
  written bigint;
  statuses text[];
  revisions integer[];
  first_positions bigint[];
  last_positions bigint[];
  first_events bigint[];
BEGIN
  -- It conflicts with itself alone: readers and backups go on. The statements after it see all that was committed before.
  LOCK TABLE event_store.turn IN EXCLUSIVE MODE;
  SELECT
    (SELECT coalesce(max(position), 0) FROM event_store.events),
    NOT EXISTS (
      SELECT FROM unnest(streams, expected) AS a (stream, expected)
      WHERE a.expected <> -1
        AND a.expected IS DISTINCT FROM (SELECT max(revision) FROM event_store.events WHERE events.stream = a.stream)
    )
  INTO STRICT head, supposing;

  LOOP
    IF supposing THEN
      SELECT array_agg(v.status), array_agg(v.revision), array_agg(v.first_position), array_agg(v.last_position), array_agg(v.first_event)
      INTO statuses, revisions, first_positions, last_positions, first_events
      FROM event_store.suppose(head, expected, sizes) v;
    ELSE
      SELECT array_agg(v.status), array_agg(v.revision), array_agg(v.first_position), array_agg(v.last_position), array_agg(v.first_event)
      INTO statuses, revisions, first_positions, last_positions, first_events
      FROM event_store.judge(head, streams, expected, sizes, owners, ids) v;
    END IF;

    BEGIN
      INSERT INTO event_store.events (position, recorded_at, id, revision, schema_version, stream, type, data, metadata)
      SELECT first_positions[e.owner] + (e.ordinal - first_events[e.owner]), clock.recorded_at, e.id,
             revisions[e.owner] + (e.ordinal - first_events[e.owner]), e.schema_version, streams[e.owner], e.type,
             e.data::json, e.metadata::json
      FROM (SELECT clock_timestamp() AS recorded_at OFFSET 0) clock,
           unnest(owners, ids, types, schema_versions, data, metadata) WITH ORDINALITY
             AS e (owner, id, type, schema_version, data, metadata, ordinal)
      WHERE statuses[e.owner] = 'appended';
      GET DIAGNOSTICS written = ROW_COUNT;
      EXIT;
    EXCEPTION WHEN unique_violation THEN
      -- What was judged hits no index.
      IF NOT supposing THEN RAISE; END IF;
      supposing := false;
    END;
  END LOOP;

  IF written > 0 THEN
    PERFORM pg_notify('event_store', '');
  END IF;
  RETURN QUERY SELECT * FROM unnest(statuses, revisions, first_positions, last_positions);
END
$$;

-- Appends one event to a stream whose last revision is the expected one, -1 where the stream is to
-- be new, and answers with its position. Null where anything stands in the way, another revision or
-- an id that is used: nothing is written then, and event_store.append tells what.
--
-- Where a single event goes alone somebody waits for just that: it is spared the arrays of a batch
-- and the judging, but none of what event_store.append promises. It takes the same turn; that the
-- stream ends where it is expected to, and that the id is new, is left to the unique indexes, which
-- every insert asks in any case.
--
-- head is the last position, where the caller has been told that an event is there, else null.
-- Whoever was right about it spares the server a look; what somebody else has written since is in
-- the way of the insert.
CREATE FUNCTION event_store.append_one(
  head bigint, event_stream text, expected integer,
  event_id uuid, event_type text, event_schema_version integer, event_data json, event_metadata json
) RETURNS bigint
LANGUAGE plpgsql AS $$
BEGIN
  LOCK TABLE event_store.turn IN EXCLUSIVE MODE;
  IF head IS NULL THEN
    SELECT coalesce(max(position), 0) INTO head FROM event_store.events;
  END IF;
  IF expected >= 0 THEN
    IF NOT EXISTS (SELECT FROM event_store.events WHERE stream = event_stream AND revision = expected) THEN
      RETURN NULL;
    END IF;
  END IF;
  BEGIN
    INSERT INTO event_store.events (position, recorded_at, id, revision, schema_version, stream, type, data, metadata)
    VALUES (head + 1, clock_timestamp(), event_id, expected + 1, event_schema_version, event_stream, event_type, event_data, event_metadata);
  EXCEPTION WHEN unique_violation THEN
    RETURN NULL;
  END;
  PERFORM pg_notify('event_store', '');
  RETURN head + 1;
END
$$;
