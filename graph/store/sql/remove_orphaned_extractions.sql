-- Removes what was found in texts that no document has any more.
-- Parameters: text_hashes, a JSON array of the texts in question.
DELETE FROM extraction
WHERE text_hash IN (SELECT value FROM json_each(:text_hashes))
    AND NOT EXISTS (SELECT 1 FROM document WHERE document.text_hash = extraction.text_hash)
