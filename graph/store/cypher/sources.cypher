// All sources with what is stored of them, by source id.
// Columns: kind, instance, n_accounts, n_documents, n_interactions, first_document_at, last_document_at, loaded_at, loading.
MATCH (s:Source)
CALL (s) {
    MATCH (a:Account {source_id: s.source_id})
    RETURN count(a) AS n_accounts
}
CALL (s) {
    MATCH (d:Document {source_id: s.source_id})
    RETURN
        count(d) AS n_documents,
        min(d.created_at) AS first_document_at,
        max(d.created_at) AS last_document_at
}
CALL (s) {
    MATCH (i:Interaction {source_id: s.source_id})
    RETURN count(i) AS n_interactions
}
RETURN
    s.kind AS kind,
    s.instance AS instance,
    n_accounts,
    n_documents,
    n_interactions,
    first_document_at,
    last_document_at,
    s.loaded_at AS loaded_at,
    s.loading AS loading
ORDER BY s.source_id
