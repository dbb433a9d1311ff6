-- The currency that a book's balances are in.
CREATE TABLE read.balance_currencies (
  co_production_id uuid PRIMARY KEY,
  currency text NOT NULL
);
