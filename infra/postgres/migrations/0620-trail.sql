-- Every event of a book in order, who did it, and what it wrote into the accounts.
CREATE TABLE read.trail (
  co_production_id uuid NOT NULL,
  position bigint NOT NULL,
  revision bigint NOT NULL,
  event_id uuid NOT NULL,
  type text NOT NULL,
  schema_version integer NOT NULL,
  recorded_at timestamptz NOT NULL,
  actor text NOT NULL,
  cause text NOT NULL,
  command_id text NOT NULL,
  data jsonb NOT NULL,
  postings jsonb NOT NULL,
  PRIMARY KEY (co_production_id, position)
);
