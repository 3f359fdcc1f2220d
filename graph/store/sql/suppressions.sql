-- Keyed hashes of what must not come back.
-- Columns: keyed_hash.
SELECT keyed_hash
FROM suppression
