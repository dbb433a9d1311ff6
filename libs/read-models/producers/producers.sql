-- What each producer of a book was given, delivered, paid back and is due: minor units.
CREATE TABLE read.producers (
  co_production_id uuid NOT NULL,
  producer_id uuid NOT NULL,
  -- Its place in the terms, from 0.
  ordinal integer NOT NULL,
  share_permille integer NOT NULL,
  disbursed_from_donations bigint NOT NULL DEFAULT 0,
  disbursed_from_advances bigint NOT NULL DEFAULT 0,
  delivered bigint NOT NULL DEFAULT 0,
  settled bigint NOT NULL DEFAULT 0,
  repaid_in_goods bigint NOT NULL DEFAULT 0,
  due bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (co_production_id, producer_id)
);

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

-- What a book's producers share in: minor units.
CREATE TABLE read.producer_totals (
  co_production_id uuid PRIMARY KEY,
  pledged bigint NOT NULL DEFAULT 0,
  received bigint NOT NULL DEFAULT 0
);

-- What each group advanced and has not yet got back in goods: minor units.
CREATE TABLE read.producer_creditors (
  co_production_id uuid NOT NULL,
  group_id uuid NOT NULL,
  outstanding bigint NOT NULL,
  PRIMARY KEY (co_production_id, group_id)
);
