// Whose database this is: the schema's version, null before the first, and whether anything is in it.
// Columns: schema_version, is_empty.
OPTIONAL MATCH (s:StoreState {name: 'store'})
RETURN
    s.schema_version AS schema_version,
    NOT EXISTS { () } AS is_empty
