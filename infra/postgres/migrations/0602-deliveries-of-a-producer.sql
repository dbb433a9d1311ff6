CREATE INDEX ON read.deliveries (co_production_id, producer_id);
