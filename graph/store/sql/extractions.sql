-- What a pipeline found in some texts.
-- Parameters: fingerprint; text_hashes, a JSON array.
-- Columns: text_hash, body (JSON).
SELECT
    text_hash,
    body
FROM extraction
WHERE fingerprint = :fingerprint
    AND text_hash IN (SELECT value FROM json_each(:text_hashes))
