-- Appends a batch: some appends, each all or nothing and each to a stream of its own, with their events one after the other.
--
--   streams, expected, sizes          an element for each append; expected is the last revision, or -1 none, -2 exists, -3 any
--   owners                            an element for each event: the ordinal, from 1, of its append
--   ids, types, schema_versions,
--   data, metadata                    an element for each event; no id twice
--
-- Answers a row for each append, in their order, as event_store.judge found it.
--
-- A session keeps its plans, and they must not depend on how few events there were when it began. Whoever appends often tells its session so
-- once (plan_cache_mode, enable_seqscan), as settings of a function cost as much in each call as a look into an index.
--
-- The turn is taken first, not last. So every append of every process judges what is really there: the verdict is final, one lock
-- cannot deadlock, and there is no row for each stream to be locked and written. What the turn covers more for that is the
-- judging, a part of one statement; the insert and the flush to disk are under it in any case.
--
-- Nearly always everything fits. So where the streams that must be there are where they are expected, the rest is supposed, and left
-- to the unique indexes, which every insert asks in any case: an id that is used, or a stream that should be new and is not,
-- ends the insert as if it had never been, and the batch is judged append by append.
CREATE OR REPLACE FUNCTION event_store.append(
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
