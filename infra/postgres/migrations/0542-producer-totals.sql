-- What a book's producers share in: minor units.
CREATE TABLE read.producer_totals (
  co_production_id uuid PRIMARY KEY,
  pledged bigint NOT NULL DEFAULT 0,
  received bigint NOT NULL DEFAULT 0
);
