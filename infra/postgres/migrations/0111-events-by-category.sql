-- Readers of one kind of stream (`party-`) find its next event without passing all the others.
CREATE INDEX events_by_category ON event_store.events (split_part(stream, '-', 1), position);
