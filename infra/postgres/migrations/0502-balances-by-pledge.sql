CREATE INDEX ON read.balances (co_production_id, pledge_id);
