-- Which of some identifiers a source has withdrawn, and when.
-- Parameters: source_id; refs, a JSON array.
-- Columns: ref, at.
SELECT
    ref,
    at
FROM tombstone
WHERE source_id = :source_id
    AND ref IN (SELECT value FROM json_each(:refs))
