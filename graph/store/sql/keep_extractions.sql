-- Removes what other pipelines found.
-- Parameters: fingerprints, a JSON array of the pipelines whose findings stay.
DELETE FROM extraction
WHERE fingerprint NOT IN (SELECT value FROM json_each(:fingerprints))
