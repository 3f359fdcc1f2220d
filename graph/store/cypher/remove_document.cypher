// Removes documents; while other records name one, a placeholder stays.
// Parameters: rows, each with record_id.
// Columns: n, how many there were.
UNWIND $rows AS row
MATCH (d:Document {document_id: row.record_id})
WHERE NOT d:Placeholder
CALL (d) {
    MATCH (d)-[own]-()
    WHERE type(own) <> 'REPLIES_TO' OR startNode(own) = d
    DELETE own
}
SET d = {document_id: d.document_id}, d:Placeholder
RETURN count(*) AS n
