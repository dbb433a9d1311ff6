-- What a withdrawal does not say of its pledge and the totals need to know.
CREATE TABLE read.co_production_pledges (
  co_production_id uuid NOT NULL,
  pledge_id uuid NOT NULL,
  instrument text NOT NULL,
  PRIMARY KEY (co_production_id, pledge_id)
);
