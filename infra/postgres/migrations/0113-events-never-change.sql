-- For the statement and not for each row, so that one which would touch no row is refused as well, and appending costs nothing.
CREATE TRIGGER events_never_change
  BEFORE UPDATE OR DELETE OR TRUNCATE ON event_store.events
  FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();
