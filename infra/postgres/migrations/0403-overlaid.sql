-- Of JSON objects in order: all their members, later ones in the place of earlier ones of the same name.
CREATE AGGREGATE read.overlaid(jsonb) (SFUNC = jsonb_concat, STYPE = jsonb, INITCOND = '{}');
