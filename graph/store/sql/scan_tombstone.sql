-- A page of what sources have withdrawn, by source id and what was named.
-- Parameters: after (the last record id of the page before), page_size.
-- Columns: source_id, ref, at; record_id, the first two with a space between.
SELECT
    source_id,
    ref,
    at,
    source_id || ' ' || ref AS record_id
FROM tombstone
WHERE source_id || ' ' || ref > :after
ORDER BY record_id
LIMIT :page_size
