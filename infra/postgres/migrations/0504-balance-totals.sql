-- The sum of all accounts of a kind, for those who see the totals of a book but not everybody's lines.
CREATE TABLE read.balance_totals (
  co_production_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  balance bigint NOT NULL,
  PRIMARY KEY (co_production_id, kind)
);
