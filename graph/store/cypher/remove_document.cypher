// Removes one document; while other records name it, a placeholder stays.
// Parameters: record_id.
// Columns: n, how many there were.
MATCH (d:Document {document_id: $record_id})
WHERE NOT d:Placeholder
CALL (d) {
    MATCH (d)<-[own:CONTRIBUTED]-()
    DELETE own
}
CALL (d) {
    MATCH (d)-[own:IN_CONTAINER|REPLIES_TO]->()
    DELETE own
}
SET d = {document_id: d.document_id}, d:Placeholder
RETURN count(*) AS n
