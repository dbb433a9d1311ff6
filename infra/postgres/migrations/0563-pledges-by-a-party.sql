CREATE INDEX ON read.pledges (co_production_id, pledged_by);
