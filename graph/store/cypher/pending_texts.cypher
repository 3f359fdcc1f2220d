// A page of documents whose text a pipeline has not read yet, one for each distinct text, by text hash.
// Parameters: after (the last text hash of the page before), fingerprint, page_size.
// Columns: every property of a document; text_hash; record_id, the same.
MATCH (d:Document)
WHERE d.text_hash > $after
    AND NOT EXISTS { (:Extraction {text_hash: d.text_hash, fingerprint: $fingerprint}) }
WITH DISTINCT d.text_hash AS text_hash
ORDER BY text_hash
LIMIT $page_size
CALL (text_hash) {
    MATCH (d:Document {text_hash: text_hash})
    RETURN d
    LIMIT 1
}
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
    text_hash,
    text_hash AS record_id
ORDER BY record_id
