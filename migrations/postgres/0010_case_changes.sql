-- Which cases changed since a version: a frozen copy of the ledger reads those alone and becomes the next one, instead of
-- reading everything again. changed: the version of the write that the case's row stems from; 0 for rows from before.
-- case_writes counts the versions that changed nothing but cases. While version minus case_writes stands still, so do
-- districts, facilities, releases and settings, also where somebody raises the version by hand.
ALTER TABLE ledger_version ADD COLUMN case_writes BIGINT NOT NULL DEFAULT 0 CHECK (case_writes >= 0);

ALTER TABLE cases ADD COLUMN changed BIGINT NOT NULL DEFAULT 0 CHECK (changed >= 0);

CREATE INDEX cases_by_change ON cases (changed);
