CREATE INDEX ON read.balances (co_production_id, pledged_by);
