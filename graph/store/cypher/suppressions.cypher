// Keyed hashes of what must not come back.
// Columns: keyed_hash.
MATCH (s:Suppression)
RETURN s.keyed_hash AS keyed_hash
