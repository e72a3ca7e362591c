-- What the numbers of a block were counted from when they were told first, for the gate and the staff. Later releases tell
-- the same numbers, whatever is reported late. Unknown for releases made before, so the column may be empty.
ALTER TABLE release_blocks ADD COLUMN basis TEXT CHECK (json_valid(basis));
