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
