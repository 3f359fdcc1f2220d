// A page of interactions by identifier, of one source or of all.
// Parameters: after (the last identifier of the page before), source_id (null for all), page_size.
// Columns: every property; record_id, source_id, content_hash.
MATCH (i:Interaction)
WHERE i.interaction_id > $after
    AND ($source_id IS NULL OR i.source_id = $source_id)
WITH i
ORDER BY i.interaction_id
LIMIT $page_size
RETURN
    i.interaction_id AS interaction_id,
    i.verb AS verb,
    i.actor_ref AS actor_ref,
    i.document_ref AS document_ref,
    i.account_ref AS account_ref,
    i.topic_label AS topic_label,
    i.container_ref AS container_ref,
    i.at AS at,
    i.at_is_approximate AS at_is_approximate,
    i.count AS count,
    i.weight AS weight,
    i.detail AS detail,
    i.source_id AS source_id,
    i.content_hash AS content_hash,
    i.interaction_id AS record_id
