// Who knows what: the roll-up of evidence on a topic.
// Parameters: publication; rows, each with person_id, topic_id, score, n_evidence, last_at.
// Columns: n, how many had both ends.
UNWIND $rows AS row
MATCH (a:Person {person_id: row.person_id})
MATCH (b:Topic {topic_id: row.topic_id})
MERGE (a)-[r:KNOWS]->(b)
SET r.score = row.score, r.n_evidence = row.n_evidence, r.last_at = row.last_at, r.published = $publication
RETURN count(*) AS n
