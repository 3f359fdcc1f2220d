-- All sources with what is stored of them, by source id.
-- Columns: kind, instance, n_accounts, n_documents, n_interactions, first_document_at, last_document_at, loaded_at, loading.
SELECT
    kind,
    instance,
    (SELECT count(*) FROM account WHERE account.source_id = source.source_id) AS n_accounts,
    (SELECT count(*) FROM document WHERE document.source_id = source.source_id) AS n_documents,
    (SELECT count(*) FROM interaction WHERE interaction.source_id = source.source_id) AS n_interactions,
    (SELECT min(created_at) FROM document WHERE document.source_id = source.source_id) AS first_document_at,
    (SELECT max(created_at) FROM document WHERE document.source_id = source.source_id) AS last_document_at,
    loaded_at,
    loading
FROM source
ORDER BY source_id
