// Which community people belong to.
// Parameters: publication; rows, each with person_id, community_id.
// Columns: n, how many had both ends.
UNWIND $rows AS row
MATCH (a:Person {person_id: row.person_id})
MATCH (b:Community {community_id: row.community_id})
MERGE (a)-[r:IN_COMMUNITY]->(b)
SET r.published = $publication
RETURN count(*) AS n
