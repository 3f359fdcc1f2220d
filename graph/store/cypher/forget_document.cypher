// Removes all documents of a source; while other records name one, a placeholder stays.
// Parameters: source_id.
// Columns: n, how many there were.
MATCH (d:Document {source_id: $source_id})
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
