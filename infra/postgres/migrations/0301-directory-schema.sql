-- Personal data, apart from everything that is for ever: rows that are corrected and erased.
CREATE SCHEMA directory;
