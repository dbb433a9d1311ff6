-- The balance of every account of every book: minor units, debit positive.
-- Indexes of read models keep the names that PostgreSQL gives them: a rebuilt table gets the same ones again.
CREATE TABLE read.balances (
  co_production_id uuid NOT NULL,
  account text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  -- Whose line it is: the group or producer the account names; of a promise, the party it runs through.
  party_id uuid,
  pledge_id uuid,
  -- Who promised, on the line of the promise.
  pledged_by uuid,
  balance bigint NOT NULL,
  PRIMARY KEY (co_production_id, account)
);
