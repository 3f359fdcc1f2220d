-- Notes that a load is complete.
-- Parameters: source_id, at.
UPDATE source
SET
    loaded_at = :at,
    loading = 0,
    input_fingerprint = NULL,
    position = NULL
WHERE source_id = :source_id
