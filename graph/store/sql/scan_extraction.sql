-- A page of what pipelines found, by text hash and fingerprint.
-- Parameters: after (the last record id of the page before), page_size.
-- Columns: fingerprint, text_hash, body; record_id, hash and fingerprint with a space between.
SELECT
    fingerprint,
    text_hash,
    body,
    text_hash || ' ' || fingerprint AS record_id
FROM extraction
WHERE text_hash >= substr(:after, 1, 32)
    AND text_hash || ' ' || fingerprint > :after
ORDER BY text_hash, fingerprint
LIMIT :page_size
