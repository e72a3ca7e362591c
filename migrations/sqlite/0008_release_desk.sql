-- What a release tells of deaths beside its cells, and what only its makers know of it: how many cases stand in cells of
-- the finest grain that tell no number. Both are unknown for releases made before, so the columns may be empty.
ALTER TABLE release_blocks ADD COLUMN deaths TEXT CHECK (json_valid(deaths));
ALTER TABLE release_blocks ADD COLUMN hidden_cases INTEGER CHECK (hidden_cases >= 0);
