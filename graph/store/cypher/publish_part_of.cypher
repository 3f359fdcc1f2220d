// Which unit lies in which.
// Parameters: publication; rows, each with unit_id, parent_id.
// Columns: n, how many had both ends.
UNWIND $rows AS row
MATCH (a:OrgUnit {unit_id: row.unit_id})
MATCH (b:OrgUnit {unit_id: row.parent_id})
MERGE (a)-[r:PART_OF]->(b)
SET r.published = $publication
RETURN count(*) AS n
