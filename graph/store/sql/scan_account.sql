-- A page of accounts by identifier, of one source or of all.
-- Parameters: after (the last identifier of the page before), source_id (NULL for all), page_size.
-- Columns: every column; record_id.
SELECT
    *,
    account_id AS record_id
FROM account
WHERE account_id > :after
    AND (:source_id IS NULL OR source_id = :source_id)
ORDER BY account_id
LIMIT :page_size
