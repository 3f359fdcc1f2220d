// A page of what pipelines found, by text hash and fingerprint.
// Parameters: after (the last record id of the page before), page_size.
// Columns: fingerprint, text_hash, body; record_id, hash and fingerprint with a space between.
MATCH (e:Extraction)
WHERE e.text_hash >= left($after, 32)
    AND e.fingerprint IS NOT NULL
    AND e.text_hash + ' ' + e.fingerprint > $after
WITH e
ORDER BY e.text_hash, e.fingerprint
LIMIT $page_size
RETURN
    e.fingerprint AS fingerprint,
    e.text_hash AS text_hash,
    e.body AS body,
    e.text_hash + ' ' + e.fingerprint AS record_id
ORDER BY record_id
