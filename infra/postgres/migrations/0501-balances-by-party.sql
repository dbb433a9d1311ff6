CREATE INDEX ON read.balances (co_production_id, party_id);
