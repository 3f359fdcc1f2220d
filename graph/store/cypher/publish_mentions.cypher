// Which document speaks of which topic, and how strongly.
// Parameters: publication; rows, each with document_id, topic_id, weight.
// Columns: n, how many had both ends.
UNWIND $rows AS row
MATCH (a:Document {document_id: row.document_id})
MATCH (b:Topic {topic_id: row.topic_id})
MERGE (a)-[r:MENTIONS]->(b)
SET r.weight = row.weight, r.published = $publication
RETURN count(*) AS n
