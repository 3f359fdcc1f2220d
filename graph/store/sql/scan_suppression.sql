-- A page of keyed hashes of what must not come back.
-- Parameters: after (the last of the page before), page_size.
-- Columns: keyed_hash; record_id.
SELECT
    keyed_hash,
    keyed_hash AS record_id
FROM suppression
WHERE keyed_hash > :after
ORDER BY keyed_hash
LIMIT :page_size
