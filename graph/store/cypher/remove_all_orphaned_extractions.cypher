// Removes some of what was found in texts that no document has any more, looking at every text.
// Parameters: page_size, how many at most.
// Columns: n, how many there were.
MATCH (e:Extraction)
WHERE NOT EXISTS { (:Document {text_hash: e.text_hash}) }
WITH e
LIMIT $page_size
DELETE e
RETURN count(*) AS n
