-- Writes the contents, as they are at this moment, to a new file.
-- Parameters: target.
VACUUM INTO :target
