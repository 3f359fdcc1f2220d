// Removes all containers of a source; while other records name one, a placeholder stays.
// Parameters: source_id.
// Columns: n, how many there were.
MATCH (c:Container {source_id: $source_id})
WHERE NOT c:Placeholder
SET c = {container_id: c.container_id}, c:Placeholder
RETURN count(*) AS n
