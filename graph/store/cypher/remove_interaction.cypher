// Removes one interaction.
// Parameters: record_id.
// Columns: n, how many there were.
MATCH (i:Interaction {interaction_id: $record_id})
DELETE i
RETURN count(*) AS n
