-- The balance of every account of every book: minor units, debit positive.
CREATE TABLE read.balances (
  co_production_id uuid NOT NULL,
  account text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  -- Whose line it is: the group or producer the account names; of a promise, the party it runs
  -- through.
  party_id uuid,
  pledge_id uuid,
  -- Who promised, on the line of the promise.
  pledged_by uuid,
  balance bigint NOT NULL,
  PRIMARY KEY (co_production_id, account)
);

CREATE INDEX ON read.balances (co_production_id, party_id);
CREATE INDEX ON read.balances (co_production_id, pledge_id);
CREATE INDEX ON read.balances (co_production_id, pledged_by);

-- The sum of all accounts of a kind, for those who see the totals of a book but not everybody's
-- lines.
CREATE TABLE read.balance_totals (
  co_production_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  balance bigint NOT NULL,
  PRIMARY KEY (co_production_id, kind)
);

-- The currency that a book's balances are in.
CREATE TABLE read.balance_currencies (
  co_production_id uuid PRIMARY KEY,
  currency text NOT NULL
);
