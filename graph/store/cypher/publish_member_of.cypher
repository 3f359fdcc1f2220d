// Where people are active, fading with age.
// Parameters: publication; rows, each with person_id, container_id, activity.
// Columns: n, how many had both ends.
UNWIND $rows AS row
MATCH (a:Person {person_id: row.person_id})
MATCH (b:Container {container_id: row.container_id})
MERGE (a)-[r:MEMBER_OF]->(b)
SET r.activity = row.activity, r.published = $publication
RETURN count(*) AS n
