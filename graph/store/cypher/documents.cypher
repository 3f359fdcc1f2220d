// Some documents, by identifier.
// Parameters: document_ids, a list.
// Columns: every property.
UNWIND $document_ids AS document_id
MATCH (d:Document {document_id: document_id})
WHERE NOT d:Placeholder
RETURN DISTINCT
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
    d.audience AS audience
ORDER BY document_id
