// The number of a publication that begins now; what it writes carries it.
// Columns: publication.
MATCH (s:StoreState {name: 'store'})
SET s.publication = coalesce(s.publication, 0) + 1
RETURN s.publication AS publication
