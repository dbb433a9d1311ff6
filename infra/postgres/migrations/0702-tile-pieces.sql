-- Hashes of the tree, by tile (C2SP tlog-tiles). A tile grows at its right end, so what a batch adds to it is a row of its own: nothing
-- that was written is ever written again. All pieces of a tile, in their order, are the tile.
CREATE TABLE transparency_log.tile_pieces (
  tile bigint NOT NULL CHECK (tile >= 0),
  level smallint NOT NULL CHECK (level BETWEEN 0 AND 63),
  -- Which hash of the tile it begins with, from 0.
  first smallint NOT NULL CHECK (first BETWEEN 0 AND 255),
  hashes bytea NOT NULL CHECK (octet_length(hashes) BETWEEN 32 AND 32 * (256 - first) AND octet_length(hashes) % 32 = 0),
  CONSTRAINT tile_pieces_in_order PRIMARY KEY (level, tile, first)
);
