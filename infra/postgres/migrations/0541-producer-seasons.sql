-- The value that each producer delivered in each season: minor units.
CREATE TABLE read.producer_seasons (
  co_production_id uuid NOT NULL,
  producer_id uuid NOT NULL,
  season text COLLATE "C" NOT NULL,
  -- Its place in the terms, from 0.
  ordinal integer NOT NULL,
  share_permille integer NOT NULL,
  delivered bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (co_production_id, producer_id, season)
);
