-- Terms, status and totals of every co-production: minor units.
CREATE TABLE read.co_productions (
  co_production_id uuid PRIMARY KEY,
  -- Of the event that proposed it: lists are in this order.
  position bigint NOT NULL,
  status text NOT NULL,
  title text NOT NULL,
  custodian_id uuid NOT NULL,
  currency text NOT NULL,
  -- As proposed. What has a new price since is in prices, by product code.
  terms jsonb NOT NULL,
  prices jsonb NOT NULL DEFAULT '{}',
  pledged_advance bigint NOT NULL DEFAULT 0,
  pledged_donation bigint NOT NULL DEFAULT 0,
  received bigint NOT NULL DEFAULT 0,
  disbursed bigint NOT NULL DEFAULT 0,
  delivered bigint NOT NULL DEFAULT 0,
  settled bigint NOT NULL DEFAULT 0,
  advance_outstanding bigint NOT NULL DEFAULT 0,
  deliveries_accepted integer NOT NULL DEFAULT 0,
  deliveries_rejected integer NOT NULL DEFAULT 0
);

CREATE INDEX ON read.co_productions (position);

-- What is on offer to everybody.
CREATE INDEX ON read.co_productions (co_production_id) WHERE status = 'open';

-- The parties of a book: custodian, producers, auditors, and whoever pledged or was pledged
-- through.
CREATE TABLE read.co_production_parties (
  party_id uuid NOT NULL,
  co_production_id uuid NOT NULL,
  PRIMARY KEY (party_id, co_production_id)
);

-- What a withdrawal does not say of its pledge and the totals need to know.
CREATE TABLE read.co_production_pledges (
  co_production_id uuid NOT NULL,
  pledge_id uuid NOT NULL,
  instrument text NOT NULL,
  PRIMARY KEY (co_production_id, pledge_id)
);

-- The quantity expected now, a decimal in the product's unit.
CREATE TABLE read.co_production_forecasts (
  co_production_id uuid NOT NULL,
  season text COLLATE "C" NOT NULL,
  product_code text COLLATE "C" NOT NULL,
  quantity text NOT NULL,
  PRIMARY KEY (co_production_id, season, product_code)
);
