CREATE SCHEMA event_store;
