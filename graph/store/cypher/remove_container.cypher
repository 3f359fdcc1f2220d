// Removes one container; while other records name it, a placeholder stays.
// Parameters: record_id.
// Columns: n, how many there were.
MATCH (c:Container {container_id: $record_id})
WHERE NOT c:Placeholder
SET c = {container_id: c.container_id}, c:Placeholder
RETURN count(*) AS n
