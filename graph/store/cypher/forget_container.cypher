// Removes some containers of a source; while other records name one, a placeholder stays.
// Parameters: source_id; page_size, how many at most.
// Columns: n, how many there were.
MATCH (c:Container {source_id: $source_id})
WHERE NOT c:Placeholder
WITH c
LIMIT $page_size
CALL (c) {
    MATCH (c)<-[published:MEMBER_OF]-()
    DELETE published
}
SET c = {container_id: c.container_id}, c:Placeholder
RETURN count(*) AS n
