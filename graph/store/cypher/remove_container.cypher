// Removes containers; while other records name one, a placeholder stays.
// Parameters: rows, each with record_id.
// Columns: n, how many there were.
UNWIND $rows AS row
MATCH (c:Container {container_id: row.record_id})
WHERE NOT c:Placeholder
CALL (c) {
    MATCH (c)<-[published:MEMBER_OF]-()
    DELETE published
}
SET c = {container_id: c.container_id}, c:Placeholder
RETURN count(*) AS n
