// What people did with documents, one relationship a verb.
// Parameters: publication; rows, each with person_id, document_id, verb, count, last_at.
// Columns: n, how many had both ends.
UNWIND $rows AS row
MATCH (a:Person {person_id: row.person_id})
MATCH (b:Document {document_id: row.document_id})
MERGE (a)-[r:INTERACTED {verb: row.verb}]->(b)
SET r.count = row.count, r.last_at = row.last_at, r.published = $publication
RETURN count(*) AS n
