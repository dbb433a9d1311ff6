-- What was signed stays as it was signed: co-signatures come below it, and once it is published it stays published.
CREATE TRIGGER only_cosignatures_are_added
  BEFORE UPDATE ON transparency_log.checkpoints
  FOR EACH ROW
  WHEN (NOT starts_with(NEW.note, OLD.note)
        OR (NEW.number, NEW.origin, NEW.size, NEW.signed_at) IS DISTINCT FROM (OLD.number, OLD.origin, OLD.size, OLD.signed_at)
        OR NEW.cosignatures < OLD.cosignatures
        OR (OLD.published_at IS NOT NULL AND NEW.published_at IS DISTINCT FROM OLD.published_at))
  EXECUTE FUNCTION transparency_log.refuse_change();
