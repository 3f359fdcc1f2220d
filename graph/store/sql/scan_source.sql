-- A page of sources as they are stored, by source id.
-- Parameters: after (the last source id of the page before), page_size.
-- Columns: every column; record_id.
SELECT
    *,
    source_id AS record_id
FROM source
WHERE source_id > :after
ORDER BY source_id
LIMIT :page_size
