CREATE TRIGGER checkpoints_are_never_deleted
  BEFORE DELETE OR TRUNCATE ON transparency_log.checkpoints
  FOR EACH STATEMENT EXECUTE FUNCTION transparency_log.refuse_change();
