// A page of documents with what a pipeline found in them, by document id.
// Parameters: after (the last document id of the page before), fingerprint, page_size.
// Columns: every property of a document; record_id; body, null where the text has not been read.
MATCH (d:Document)
WHERE d.document_id > $after
    AND NOT d:Placeholder
WITH d
ORDER BY d.document_id
LIMIT $page_size
OPTIONAL MATCH (e:Extraction {text_hash: d.text_hash, fingerprint: $fingerprint})
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
    d.document_id AS record_id,
    e.body AS body
ORDER BY record_id
