-- Whose statements an event about a pledge is a line of.
CREATE TABLE read.statement_pledges (
  co_production_id uuid NOT NULL,
  pledge_id uuid NOT NULL,
  pledged_by uuid NOT NULL,
  through uuid NOT NULL,
  instrument text NOT NULL,
  PRIMARY KEY (co_production_id, pledge_id)
);
