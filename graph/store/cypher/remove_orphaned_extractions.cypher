// Removes what was found in texts that no document has any more.
// Parameters: text_hashes, a list of the texts in question.
// Columns: n, how many there were.
UNWIND $text_hashes AS text_hash
MATCH (e:Extraction)
WHERE e.text_hash = text_hash
    AND e.fingerprint IS NOT NULL
    AND NOT EXISTS { (:Document {text_hash: text_hash}) }
DELETE e
RETURN count(*) AS n
