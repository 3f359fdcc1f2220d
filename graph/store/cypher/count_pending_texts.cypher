// How many distinct texts a pipeline has not read yet.
// Parameters: fingerprint.
// Columns: n.
MATCH (d:Document)
WHERE d.text_hash IS NOT NULL
    AND NOT EXISTS { (:Extraction {text_hash: d.text_hash, fingerprint: $fingerprint}) }
RETURN count(DISTINCT d.text_hash) AS n
