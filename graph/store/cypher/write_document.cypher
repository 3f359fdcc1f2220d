// Adds documents or replaces what is stored under their identifiers, and ties them to their authors, place and parent.
// Who or what is not loaded (yet) is a placeholder.
// Parameters: rows, each with every property.
// Columns: n, how many rows.
UNWIND $rows AS row
MERGE (d:Document {document_id: row.document_id})
SET d = row
REMOVE d:Placeholder
WITH d, row
CALL (d) {
    MATCH (d)<-[own:CONTRIBUTED]-()
    DELETE own
}
CALL (d) {
    MATCH (d)-[own:IN_CONTAINER|REPLIES_TO]->()
    DELETE own
}
CALL (d, row) {
    UNWIND row.author_refs AS ref
    WITH DISTINCT d, row, ref
    MERGE (a:Account {account_id: ref})
    ON CREATE SET a:Placeholder
    CREATE (a)-[:CONTRIBUTED {role: 'author', at: row.created_at}]->(d)
}
CALL (d, row) {
    UNWIND row.co_author_refs AS ref
    WITH DISTINCT d, row, ref
    MERGE (a:Account {account_id: ref})
    ON CREATE SET a:Placeholder
    CREATE (a)-[:CONTRIBUTED {role: 'co_author', at: row.created_at}]->(d)
}
CALL (d, row) {
    WITH d, row
    WHERE row.container_ref IS NOT NULL
    MERGE (c:Container {container_id: row.container_ref})
    ON CREATE SET c:Placeholder
    CREATE (d)-[:IN_CONTAINER]->(c)
}
CALL (d, row) {
    WITH d, row
    WHERE row.in_reply_to IS NOT NULL
    MERGE (parent:Document {document_id: row.in_reply_to})
    ON CREATE SET parent:Placeholder
    CREATE (d)-[:REPLIES_TO]->(parent)
}
RETURN count(*) AS n
