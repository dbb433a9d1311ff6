-- Every head that was ever signed, written down before its signature leaves the house.
CREATE TABLE transparency_log.checkpoints (
  number bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT checkpoints_by_number PRIMARY KEY,
  origin text COLLATE "C" NOT NULL,
  size bigint NOT NULL CHECK (size >= 0),
  -- The signed note (C2SP tlog-checkpoint). Co-signatures come below the signatures of the log.
  note text NOT NULL,
  cosignatures smallint NOT NULL DEFAULT 0 CHECK (cosignatures >= 0),
  signed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- When it was served first; null while witnesses are asked.
  published_at timestamptz,
  CONSTRAINT checkpoints_by_size UNIQUE (origin, size)
);
