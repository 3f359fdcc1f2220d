-- Whether an erasure was stored whose traces may still lie in the file.
-- Columns: value, 0 or 1.
SELECT value
FROM state
WHERE name = 'purge_due'
