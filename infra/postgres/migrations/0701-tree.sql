-- One row: how far the leaves are in the tree. It moves in the transaction that writes their hashes, and only if it still
-- stands where the writer began: so every event becomes one leaf, whoever else tries.
CREATE TABLE transparency_log.tree (
  the_one boolean PRIMARY KEY DEFAULT true CHECK (the_one),
  size bigint NOT NULL CHECK (size >= 0),
  root bytea NOT NULL CHECK (octet_length(root) = 32),
  integrated_at timestamptz NOT NULL DEFAULT now(),
  -- Why no head is signed, and since when; null while all is well.
  refusal text,
  refused_since timestamptz
);

INSERT INTO transparency_log.tree (size, root) VALUES (0, sha256(''));
