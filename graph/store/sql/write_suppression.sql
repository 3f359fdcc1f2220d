-- Keeps the keyed hash of something that must not come back.
-- Parameters: keyed_hash.
INSERT INTO suppression (keyed_hash)
VALUES (:keyed_hash)
ON CONFLICT (keyed_hash) DO NOTHING
