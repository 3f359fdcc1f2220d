// Removes what other pipelines found.
// Parameters: fingerprints, a list of the pipelines whose findings stay.
// Columns: n, how many there were.
MATCH (e:Extraction)
WHERE e.fingerprint IS NOT NULL
    AND NOT e.fingerprint IN $fingerprints
DELETE e
RETURN count(*) AS n
