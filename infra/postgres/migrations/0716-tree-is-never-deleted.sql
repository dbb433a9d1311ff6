CREATE TRIGGER tree_is_never_deleted
  BEFORE DELETE OR TRUNCATE ON transparency_log.tree
  FOR EACH STATEMENT EXECUTE FUNCTION transparency_log.refuse_change();
