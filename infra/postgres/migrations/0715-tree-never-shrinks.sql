CREATE TRIGGER tree_never_shrinks
  BEFORE UPDATE ON transparency_log.tree
  FOR EACH ROW
  WHEN (NEW.size < OLD.size OR (NEW.size = OLD.size AND NEW.root <> OLD.root))
  EXECUTE FUNCTION transparency_log.refuse_change();
