-- Notes that a load has begun.
-- Parameters: source_id.
UPDATE source
SET loading = 1
WHERE source_id = :source_id
