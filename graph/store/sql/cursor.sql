-- How far an interrupted load had got.
-- Parameters: source_id.
-- Columns: input_fingerprint, position.
SELECT
    input_fingerprint,
    position
FROM source
WHERE source_id = :source_id
    AND input_fingerprint IS NOT NULL
