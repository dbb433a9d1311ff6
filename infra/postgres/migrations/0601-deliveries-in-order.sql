CREATE INDEX ON read.deliveries (co_production_id, position);
