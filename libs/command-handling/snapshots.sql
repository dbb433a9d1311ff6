-- What saves command handling some reading.
CREATE SCHEMA command_handling;

-- States of streams at one of their events, so that reading need not begin at the first. Only a
-- cache: the table may be emptied at any time. A snapshot counts only where the stream still holds
-- its last event at its revision.
CREATE TABLE command_handling.snapshots (
  stream text NOT NULL,
  decider text NOT NULL,
  written_at timestamptz NOT NULL DEFAULT now(),
  -- Bytes that are looked up where they lie, checksum and all. They are not compressed: ids and
  -- hashes do not gain from it.
  sealed bytea STORAGE EXTERNAL NOT NULL,
  PRIMARY KEY (stream, decider)
);
