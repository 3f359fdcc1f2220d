// Removes what was found in texts that no document has any more, looking at every text.
// Columns: n, how many there were.
MATCH (e:Extraction)
WHERE NOT EXISTS { (:Document {text_hash: e.text_hash}) }
DELETE e
RETURN count(*) AS n
