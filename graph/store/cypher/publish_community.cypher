// Communities of people.
// Parameters: publication; rows, each with community_id, size, labels.
// Columns: n, how many.
UNWIND $rows AS row
MERGE (c:Community {community_id: row.community_id})
SET c = row, c.published = $publication
RETURN count(*) AS n
