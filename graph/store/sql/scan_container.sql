-- A page of containers by identifier, of one source or of all.
-- Parameters: after (the last identifier of the page before), source_id (NULL for all), page_size.
-- Columns: every column; record_id.
SELECT
    *,
    container_id AS record_id
FROM container
WHERE container_id > :after
    AND (:source_id IS NULL OR source_id = :source_id)
ORDER BY container_id
LIMIT :page_size
