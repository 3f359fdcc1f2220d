// Notes that the contents have changed; a transaction that does so waits for others that did until they end.
// Columns: n.
MATCH (s:StoreState {name: 'store'})
SET s.generation = s.generation + 1
RETURN count(*) AS n
