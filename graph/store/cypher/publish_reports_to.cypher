// Whom people report to.
// Parameters: publication; rows, each with person_id, manager_id.
// Columns: n, how many had both ends.
UNWIND $rows AS row
MATCH (a:Person {person_id: row.person_id})
MATCH (b:Person {person_id: row.manager_id})
MERGE (a)-[r:REPORTS_TO]->(b)
SET r.published = $publication
RETURN count(*) AS n
