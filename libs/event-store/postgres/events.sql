-- What happened, written down once. Everything else is worked out from here.
CREATE SCHEMA event_store;

-- One row an event, for ever. Data and metadata are kept as the exact canonical text (RFC 8785),
-- hence json, not jsonb. Strings are compared by code point on every server alike, so that prefixes
-- and orders do not depend on its locale.
CREATE TABLE event_store.events (
  position bigint NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  id uuid NOT NULL,
  revision integer NOT NULL CHECK (revision >= 0),
  schema_version integer NOT NULL CHECK (schema_version >= 1),
  stream text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  data json NOT NULL,
  metadata json NOT NULL,
  CONSTRAINT events_by_position PRIMARY KEY (position),
  CONSTRAINT events_by_stream UNIQUE (stream, revision),
  CONSTRAINT events_by_id UNIQUE (id)
);

-- Readers of one kind of stream (`party-`) find its next event without passing all the others.
CREATE INDEX events_by_category ON event_store.events (split_part(stream, '-', 1), position);

-- Nothing is edited or deleted: a mistake is undone by a further event.
CREATE FUNCTION event_store.refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'events are never changed: % on %.% refused', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END
$$;

-- For the statement and not for each row, so that one which would touch no row is refused as well,
-- and appending costs nothing.
CREATE TRIGGER events_never_change
  BEFORE UPDATE OR DELETE OR TRUNCATE ON event_store.events
  FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();

-- Also in a session that plays the part of a replica, where ordinary triggers are silent.
ALTER TABLE event_store.events ENABLE ALWAYS TRIGGER events_never_change;

-- Never holds a row: it is locked. Whoever appends takes the turn until the commit, so that
-- positions are gapless and in commit order.
--
-- A counter row would do the same, but every batch leaves a dead version of it behind, and while
-- any other transaction is open (a backup, a long report) they cannot be cleaned up and all have to
-- be passed: measured 0.05 ms more for each 1,000 batches since. The last position is the last
-- entry of an index, however many there are.
CREATE TABLE event_store.turn ();
