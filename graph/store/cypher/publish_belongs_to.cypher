// Which unit people belong to, until when where they have left.
// Parameters: publication; rows, each with person_id, unit_id, to.
// Columns: n, how many had both ends.
UNWIND $rows AS row
MATCH (a:Person {person_id: row.person_id})
MATCH (b:OrgUnit {unit_id: row.unit_id})
MERGE (a)-[r:BELONGS_TO]->(b)
SET r.to = row.to, r.published = $publication
RETURN count(*) AS n
