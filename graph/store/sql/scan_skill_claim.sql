-- A page of skill claims by identifier, of one source or of all.
-- Parameters: after (the last identifier of the page before), source_id (NULL for all), page_size.
-- Columns: every column; record_id.
SELECT
    *,
    claim_id AS record_id
FROM skill_claim
WHERE claim_id > :after
    AND (:source_id IS NULL OR source_id = :source_id)
ORDER BY claim_id
LIMIT :page_size
