// A page of accounts by identifier, of one source or of all.
// Parameters: after (the last identifier of the page before), source_id (null for all), page_size.
// Columns: every property; record_id, source_id, content_hash.
MATCH (a:Account)
WHERE a.account_id > $after
    AND ($source_id IS NULL OR a.source_id = $source_id)
    AND NOT a:Placeholder
WITH a
ORDER BY a.account_id
LIMIT $page_size
RETURN
    a.account_id AS account_id,
    a.name AS name,
    a.username AS username,
    a.emails AS emails,
    a.title AS title,
    a.unit AS unit,
    a.manager_ref AS manager_ref,
    a.phone AS phone,
    a.profile_url AS profile_url,
    a.locale AS locale,
    a.bio AS bio,
    a.declared_skills AS declared_skills,
    a.is_bot AS is_bot,
    a.active AS active,
    a.end_date AS end_date,
    a.visibility AS visibility,
    a.source_id AS source_id,
    a.content_hash AS content_hash,
    a.account_id AS record_id
