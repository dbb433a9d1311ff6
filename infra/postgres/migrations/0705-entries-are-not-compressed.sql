-- Ids and hashes make up most of a leaf, and hardly anything is saved by compressing them; it would take longer than all the rest.
ALTER TABLE transparency_log.entry_pieces ALTER COLUMN entries SET STORAGE EXTERNAL;
