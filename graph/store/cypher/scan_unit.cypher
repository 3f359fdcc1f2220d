// A page of units by identifier, of one source or of all.
// Parameters: after (the last identifier of the page before), source_id (null for all), page_size.
// Columns: every property; record_id, source_id, content_hash.
MATCH (u:OrgUnit)
WHERE u.unit_id > $after
    AND ($source_id IS NULL OR u.source_id = $source_id)
WITH u
ORDER BY u.unit_id
LIMIT $page_size
RETURN
    u.unit_id AS unit_id,
    u.name AS name,
    u.name_en AS name_en,
    u.name_fr AS name_fr,
    u.parent_id AS parent_id,
    u.kind AS kind,
    u.manager_ref AS manager_ref,
    u.source_id AS source_id,
    u.content_hash AS content_hash,
    u.unit_id AS record_id
