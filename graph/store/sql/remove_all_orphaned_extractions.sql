-- Removes what was found in texts that no document has any more, looking at every text.
DELETE FROM extraction
WHERE NOT EXISTS (SELECT 1 FROM document WHERE document.text_hash = extraction.text_hash)
