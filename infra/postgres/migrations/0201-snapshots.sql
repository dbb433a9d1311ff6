-- States of streams at one of their events, so that reading need not begin at the first. Only a cache: the table may be
-- emptied at any time. A snapshot counts only where the stream still holds its last event at its revision.
CREATE TABLE command_handling.snapshots (
  stream text NOT NULL,
  decider text NOT NULL,
  version integer NOT NULL,
  revision bigint NOT NULL CHECK (revision >= 0),
  last_event_id uuid NOT NULL,
  last_position bigint NOT NULL,
  last_recorded_at text NOT NULL,
  -- json, not jsonb: it is only ever written and read whole.
  state json NOT NULL,
  commands json NOT NULL,
  written_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (stream, decider)
);
