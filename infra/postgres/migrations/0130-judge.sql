-- What becomes of each append of a batch, in their order; arguments as in event_store.append, whose turn makes the answer final.
--
--   repeated       its events are already there, all of them, in this stream and one after the other: asked before the version
--   duplicate_id   an id of it is used, but not so
--   conflict       the stream is not as expected; revision is its last one, -1 where it does not exist
--   appended       it gets revision and first_position, last_position; its events begin at first_event, from 1, of the batch
--
-- The lateral queries are kept apart (LIMIT) so that they stay index lookups, however few events there are yet.
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
