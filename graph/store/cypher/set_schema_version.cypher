// Notes the version of the schema.
// Parameters: version.
// Columns: n.
MERGE (s:StoreState {name: 'store'})
ON CREATE SET s.generation = 0
SET s.schema_version = $version
RETURN count(*) AS n
