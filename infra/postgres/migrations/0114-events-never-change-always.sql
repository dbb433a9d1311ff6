-- Also in a session that plays the part of a replica, where ordinary triggers are silent.
ALTER TABLE event_store.events ENABLE ALWAYS TRIGGER events_never_change;
