-- What is worked out from the events. Indexes keep the names that PostgreSQL gives them, so that a
-- rebuilt table gets the same ones again.
CREATE SCHEMA read;

-- Where a projection's new version is filled, beside the one that is read.
CREATE SCHEMA rebuilding;

-- How far each projection has come. A row moves in the transaction that writes the projection's
-- rows, and only if it still stands where the writer read from: so every event is applied exactly
-- once, whoever else tries.
CREATE TABLE read.checkpoints (
  projection text NOT NULL,
  stage text NOT NULL CHECK (stage IN ('live', 'rebuilding')),
  version integer NOT NULL DEFAULT 1 CHECK (version > 0),
  position bigint NOT NULL DEFAULT 0 CHECK (position >= 0),
  advanced_at timestamptz NOT NULL DEFAULT now(),
  -- Why it does not come further, since when, and how often it was tried; null while it moves.
  failure text,
  failing_since timestamptz,
  failed_attempts integer NOT NULL DEFAULT 0,
  PRIMARY KEY (projection, stage)
);

-- Of JSON objects in order: all their members, later ones in the place of earlier ones of the same
-- name.
CREATE AGGREGATE read.overlaid(jsonb) (SFUNC = jsonb_concat, STYPE = jsonb, INITCOND = '{}');
