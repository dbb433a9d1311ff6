-- Where a projection's new version is filled, beside the one that is read.
CREATE SCHEMA rebuilding;
