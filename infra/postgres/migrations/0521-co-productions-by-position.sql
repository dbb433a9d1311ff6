CREATE INDEX ON read.co_productions (position);
