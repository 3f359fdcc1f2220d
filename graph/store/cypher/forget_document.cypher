// Removes some documents of a source; while other records name one, a placeholder stays.
// Parameters: source_id; page_size, how many at most.
// Columns: n, how many there were.
MATCH (d:Document {source_id: $source_id})
WHERE NOT d:Placeholder
WITH d
LIMIT $page_size
CALL (d) {
    MATCH (d)-[own]-()
    WHERE type(own) <> 'REPLIES_TO' OR startNode(own) = d
    DELETE own
}
SET d = {document_id: d.document_id}, d:Placeholder
RETURN count(*) AS n
