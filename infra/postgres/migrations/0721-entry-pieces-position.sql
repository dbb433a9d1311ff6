-- The position in the event store of the first event of the piece: the way from an event to its leaf.
ALTER TABLE transparency_log.entry_pieces ADD COLUMN position bigint CHECK (position >= 0);
-- Until now positions counted from 1 without gaps.
ALTER TABLE transparency_log.entry_pieces DISABLE TRIGGER entry_pieces_never_change;
UPDATE transparency_log.entry_pieces SET position = bundle * 256 + first + 1;
ALTER TABLE transparency_log.entry_pieces ENABLE TRIGGER entry_pieces_never_change;
ALTER TABLE transparency_log.entry_pieces ALTER COLUMN position SET NOT NULL;
