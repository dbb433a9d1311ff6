CREATE TRIGGER tile_pieces_never_change
  BEFORE UPDATE OR DELETE OR TRUNCATE ON transparency_log.tile_pieces
  FOR EACH STATEMENT EXECUTE FUNCTION transparency_log.refuse_change();
