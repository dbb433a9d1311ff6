-- Up to which position of the event store the tree goes: where to read on. Positions may have gaps, so it is not the size.
ALTER TABLE transparency_log.tree ADD COLUMN position bigint NOT NULL DEFAULT 0 CHECK (position >= 0);
-- Until now they had none.
UPDATE transparency_log.tree SET position = size;
