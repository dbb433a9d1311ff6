-- No hash can be compressed, so the server need not try.
ALTER TABLE transparency_log.tile_pieces ALTER COLUMN hashes SET STORAGE EXTERNAL;
