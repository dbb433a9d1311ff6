-- The log that partners verify: every event a leaf of a tree that only grows. Worked out from the events; what was signed is kept.
CREATE SCHEMA transparency_log;
