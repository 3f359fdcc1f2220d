// The best documents for weighted terms, by the full-text index of published terms.
// Parameters: query (of the index's query language), limit.
// Columns: document_id, score.
CALL db.index.fulltext.queryNodes('document_terms', $query, {limit: $limit}) YIELD node, score
WHERE NOT node:Placeholder
RETURN
    node.document_id AS document_id,
    score
ORDER BY score DESC, document_id
