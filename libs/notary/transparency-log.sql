-- The log that partners verify: every event a leaf of a tree that only grows. Worked out from the
-- events; what was signed is kept.
CREATE SCHEMA transparency_log;

-- One row: how far the leaves are in the tree. It moves in the transaction that writes their
-- hashes, and only if it still stands where the writer began: so every event becomes one leaf,
-- whoever else tries.
CREATE TABLE transparency_log.tree (
  the_one boolean PRIMARY KEY DEFAULT true CHECK (the_one),
  size bigint NOT NULL CHECK (size >= 0),
  root bytea NOT NULL CHECK (octet_length(root) = 32),
  integrated_at timestamptz NOT NULL DEFAULT now(),
  -- Why no head is signed, and since when; null while all is well.
  refusal text,
  refused_since timestamptz,
  -- Up to which position of the event store the tree goes: where to read on. Positions may have
  -- gaps, so it is not the size.
  position bigint NOT NULL DEFAULT 0 CHECK (position >= 0)
);

INSERT INTO transparency_log.tree (size, root) VALUES (0, sha256(''));

-- Hashes of the tree, by tile (C2SP tlog-tiles). A tile grows at its right end, so what a batch
-- adds to it is a row of its own: nothing that was written is ever written again. All pieces of a
-- tile, in their order, are the tile.
CREATE TABLE transparency_log.tile_pieces (
  tile bigint NOT NULL CHECK (tile >= 0),
  level smallint NOT NULL CHECK (level BETWEEN 0 AND 63),
  -- Which hash of the tile it begins with, from 0.
  first smallint NOT NULL CHECK (first BETWEEN 0 AND 255),
  -- No hash can be compressed, so the server need not try.
  hashes bytea STORAGE EXTERNAL NOT NULL
    CHECK (octet_length(hashes) BETWEEN 32 AND 32 * (256 - first)
           AND octet_length(hashes) % 32 = 0),
  CONSTRAINT tile_pieces_in_order PRIMARY KEY (level, tile, first)
);

-- The leaves themselves, by bundle (C2SP tlog-tiles): each with its length before it. In pieces, as
-- the tiles are.
CREATE TABLE transparency_log.entry_pieces (
  bundle bigint NOT NULL CHECK (bundle >= 0),
  first smallint NOT NULL CHECK (first BETWEEN 0 AND 255),
  -- Ids and hashes make up most of a leaf. Compressing them saves hardly anything, and would take
  -- longer than all the rest.
  entries bytea STORAGE EXTERNAL NOT NULL CHECK (octet_length(entries) > 0),
  -- The position in the event store of the first event of the piece: the way from an event to its
  -- leaf.
  position bigint NOT NULL CHECK (position >= 0),
  CONSTRAINT entry_pieces_in_order PRIMARY KEY (bundle, first)
);

CREATE INDEX entry_pieces_by_position ON transparency_log.entry_pieces (position);

-- Every head that was ever signed, written down before its signature leaves the house.
CREATE TABLE transparency_log.checkpoints (
  number bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT checkpoints_by_number PRIMARY KEY,
  origin text COLLATE "C" NOT NULL,
  size bigint NOT NULL CHECK (size >= 0),
  -- The signed note (C2SP tlog-checkpoint). Co-signatures come below the signatures of the log.
  note text NOT NULL,
  cosignatures smallint NOT NULL DEFAULT 0 CHECK (cosignatures >= 0),
  signed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- When it was served first; null while witnesses are asked.
  published_at timestamptz,
  CONSTRAINT checkpoints_by_size UNIQUE (origin, size)
);

-- One row: the name of the log and the keys that verify it, for those who serve it and hold no key.
CREATE TABLE transparency_log.identity (
  the_one boolean PRIMARY KEY DEFAULT true CHECK (the_one),
  origin text NOT NULL,
  verifier_keys text[] NOT NULL
);

-- A log only grows.
CREATE FUNCTION transparency_log.refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the log only grows: % on %.% refused', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER tile_pieces_never_change
  BEFORE UPDATE OR DELETE OR TRUNCATE ON transparency_log.tile_pieces
  FOR EACH STATEMENT EXECUTE FUNCTION transparency_log.refuse_change();

CREATE TRIGGER entry_pieces_never_change
  BEFORE UPDATE OR DELETE OR TRUNCATE ON transparency_log.entry_pieces
  FOR EACH STATEMENT EXECUTE FUNCTION transparency_log.refuse_change();

CREATE TRIGGER checkpoints_are_never_deleted
  BEFORE DELETE OR TRUNCATE ON transparency_log.checkpoints
  FOR EACH STATEMENT EXECUTE FUNCTION transparency_log.refuse_change();

-- What was signed stays as it was signed: co-signatures come below it, and once it is published it
-- stays published.
CREATE TRIGGER only_cosignatures_are_added
  BEFORE UPDATE ON transparency_log.checkpoints
  FOR EACH ROW
  WHEN (NOT starts_with(NEW.note, OLD.note)
        OR (NEW.number, NEW.origin, NEW.size, NEW.signed_at)
          IS DISTINCT FROM (OLD.number, OLD.origin, OLD.size, OLD.signed_at)
        OR NEW.cosignatures < OLD.cosignatures
        OR (OLD.published_at IS NOT NULL AND NEW.published_at IS DISTINCT FROM OLD.published_at))
  EXECUTE FUNCTION transparency_log.refuse_change();

CREATE TRIGGER tree_never_shrinks
  BEFORE UPDATE ON transparency_log.tree
  FOR EACH ROW
  WHEN (NEW.size < OLD.size OR (NEW.size = OLD.size AND NEW.root <> OLD.root))
  EXECUTE FUNCTION transparency_log.refuse_change();

CREATE TRIGGER tree_is_never_deleted
  BEFORE DELETE OR TRUNCATE ON transparency_log.tree
  FOR EACH STATEMENT EXECUTE FUNCTION transparency_log.refuse_change();
