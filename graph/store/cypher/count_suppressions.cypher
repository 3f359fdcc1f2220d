// How many keyed hashes there are of what must not come back.
// Columns: n.
MATCH (s:Suppression)
RETURN count(s) AS n
