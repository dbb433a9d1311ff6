-- One row: the position of the last event. Whoever appends locks it until the commit, which makes positions gapless and in commit order.
CREATE TABLE event_store.counter (
  the_one boolean PRIMARY KEY DEFAULT true CHECK (the_one),
  position bigint NOT NULL CHECK (position >= 0)
);

INSERT INTO event_store.counter (position) VALUES (0);
