-- Lines are only handed on, so they are kept as the text they came as: taking them apart costs more than all the rest of a row.
ALTER TABLE read.deliveries ALTER COLUMN lines TYPE json, ALTER COLUMN accepted_lines TYPE json;
