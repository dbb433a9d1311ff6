-- What happened, written down once. Everything else is worked out from here.
CREATE SCHEMA event_store;
