-- Appends one event to a stream whose last revision is the expected one, -1 where the stream is to be new, and answers with its position.
-- Null where anything stands in the way, another revision or an id that is used: nothing is written then, and event_store.append tells what.
--
-- Where a single event goes alone somebody waits for just that: it is spared the arrays of a batch and the judging, but none of what
-- event_store.append promises. It takes the same turn; that the stream ends where it is expected to, and that the id is new, is left to the
-- unique indexes, which every insert asks in any case.
--
-- head is the last position, where the caller has been told that an event is there, else null. Whoever was right about it spares the server
-- a look; what somebody else has written since is in the way of the insert.
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
