// Which topic lies above which.
// Parameters: publication; rows, each with topic_id, broader_id.
// Columns: n, how many had both ends.
UNWIND $rows AS row
MATCH (a:Topic {topic_id: row.topic_id})
MATCH (b:Topic {topic_id: row.broader_id})
MERGE (a)-[r:BROADER]->(b)
SET r.published = $publication
RETURN count(*) AS n
