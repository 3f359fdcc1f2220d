// Removes some of what other pipelines found.
// Parameters: fingerprints, a list of the pipelines whose findings stay; page_size, how many at most.
// Columns: n, how many there were.
MATCH (e:Extraction)
WHERE e.fingerprint IS NOT NULL
    AND NOT e.fingerprint IN $fingerprints
WITH e
LIMIT $page_size
DELETE e
RETURN count(*) AS n
