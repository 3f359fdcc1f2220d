// A page of skill claims by identifier, of one source or of all.
// Parameters: after (the last identifier of the page before), source_id (null for all), page_size.
// Columns: every property; record_id, source_id, content_hash, claim_id.
MATCH (s:SkillClaim)
WHERE s.claim_id > $after
    AND ($source_id IS NULL OR s.source_id = $source_id)
WITH s
ORDER BY s.claim_id
LIMIT $page_size
RETURN
    s.account_ref AS account_ref,
    s.skill AS skill,
    s.level AS level,
    s.origin AS origin,
    s.at AS at,
    s.wants_to_teach AS wants_to_teach,
    s.evidence_url AS evidence_url,
    s.source_id AS source_id,
    s.content_hash AS content_hash,
    s.claim_id AS claim_id,
    s.claim_id AS record_id
