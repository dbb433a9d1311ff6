-- One row an event, for ever. Data and metadata are kept as the exact canonical text (RFC 8785), hence json, not jsonb.
-- Strings are compared by code point on every server alike, so that prefixes and orders do not depend on its locale.
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
