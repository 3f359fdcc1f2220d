// A page of documents by identifier, of one source or of all.
// Parameters: after (the last identifier of the page before), source_id (null for all), page_size.
// Columns: every property; record_id, source_id, content_hash, text_hash.
MATCH (d:Document)
WHERE d.document_id > $after
    AND ($source_id IS NULL OR d.source_id = $source_id)
    AND NOT d:Placeholder
WITH d
ORDER BY d.document_id
LIMIT $page_size
RETURN
    d.document_id AS document_id,
    d.kind AS kind,
    d.created_at AS created_at,
    d.text AS text,
    d.author_refs AS author_refs,
    d.co_author_refs AS co_author_refs,
    d.title AS title,
    d.media_type AS media_type,
    d.container_ref AS container_ref,
    d.in_reply_to AS in_reply_to,
    d.thread_root AS thread_root,
    d.language AS language,
    d.tags AS tags,
    d.paths AS paths,
    d.url AS url,
    d.edited_at AS edited_at,
    d.origin_ref AS origin_ref,
    d.audience AS audience,
    d.source_id AS source_id,
    d.content_hash AS content_hash,
    d.text_hash AS text_hash,
    d.document_id AS record_id
