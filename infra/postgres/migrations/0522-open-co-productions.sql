-- What is on offer to everybody.
CREATE INDEX ON read.co_productions (co_production_id) WHERE status = 'open';
