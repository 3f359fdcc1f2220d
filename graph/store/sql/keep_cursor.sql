-- Notes how far a load has got.
-- Parameters: source_id, input_fingerprint, position.
UPDATE source
SET
    input_fingerprint = :input_fingerprint,
    position = :position
WHERE source_id = :source_id
