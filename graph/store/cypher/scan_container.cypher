// A page of containers by identifier, of one source or of all.
// Parameters: after (the last identifier of the page before), source_id (null for all), page_size.
// Columns: every property; record_id, source_id, content_hash.
MATCH (c:Container)
WHERE c.container_id > $after
    AND ($source_id IS NULL OR c.source_id = $source_id)
    AND NOT c:Placeholder
WITH c
ORDER BY c.container_id
LIMIT $page_size
RETURN
    c.container_id AS container_id,
    c.kind AS kind,
    c.name AS name,
    c.visibility AS visibility,
    c.description AS description,
    c.source_id AS source_id,
    c.content_hash AS content_hash,
    c.container_id AS record_id
