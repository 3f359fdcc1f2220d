// How often the contents have changed.
// Columns: value.
MATCH (s:StoreState {name: 'store'})
RETURN s.generation AS value
