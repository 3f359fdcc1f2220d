-- Keeps what a pipeline found in a text.
-- Parameters: fingerprint, text_hash, body (JSON).
INSERT INTO extraction (fingerprint, text_hash, body)
VALUES (:fingerprint, :text_hash, :body)
ON CONFLICT (text_hash, fingerprint) DO UPDATE SET body = excluded.body
