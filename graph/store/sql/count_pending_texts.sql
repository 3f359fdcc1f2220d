-- How many distinct texts a pipeline has not read yet.
-- Parameters: fingerprint.
-- Columns: n.
SELECT count(DISTINCT text_hash) AS n
FROM document
WHERE NOT EXISTS (
    SELECT 1
    FROM extraction
    WHERE extraction.text_hash = document.text_hash
        AND extraction.fingerprint = :fingerprint
)
