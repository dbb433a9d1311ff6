CREATE INDEX entry_pieces_by_position ON transparency_log.entry_pieces (position);
