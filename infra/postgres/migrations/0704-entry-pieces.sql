-- The leaves themselves, by bundle (C2SP tlog-tiles): each with its length before it. In pieces, as the tiles are.
CREATE TABLE transparency_log.entry_pieces (
  bundle bigint NOT NULL CHECK (bundle >= 0),
  first smallint NOT NULL CHECK (first BETWEEN 0 AND 255),
  entries bytea NOT NULL CHECK (octet_length(entries) > 0),
  CONSTRAINT entry_pieces_in_order PRIMARY KEY (bundle, first)
);
