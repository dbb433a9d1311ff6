-- A book's trail is read from its stream, whose events it repeated one by one.
DROP TABLE read.trail;
DROP TABLE IF EXISTS rebuilding.trail;
DELETE FROM read.checkpoints WHERE projection = 'trail';
