// Moves what was committed into the store's files, so that the server may drop its logs.
CALL db.checkpoint()
