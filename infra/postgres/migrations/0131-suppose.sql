-- What becomes of each append of a batch if nothing stands in its way: as event_store.judge would answer then, without looking.
CREATE FUNCTION event_store.suppose(head bigint, expected integer[], sizes integer[])
RETURNS TABLE (status text, revision integer, first_position bigint, last_position bigint, first_event bigint)
LANGUAGE sql IMMUTABLE AS $$
  SELECT 'appended', expected + 1, head + last_event - size + 1, head + last_event, last_event - size + 1
  FROM (
    SELECT expected, size, ordinal, sum(size) OVER (ORDER BY ordinal) AS last_event
    FROM unnest(expected, sizes) WITH ORDINALITY AS a (expected, size, ordinal)
  ) placed
  ORDER BY ordinal
$$;
