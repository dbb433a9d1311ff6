CREATE TRIGGER entry_pieces_never_change
  BEFORE UPDATE OR DELETE OR TRUNCATE ON transparency_log.entry_pieces
  FOR EACH STATEMENT EXECUTE FUNCTION transparency_log.refuse_change();
