import pg from 'pg';

/** The parts of a schema with everything that tells them apart, as rows (kind, name, definition). */
const parts = [
  `SELECT 'schema', n.nspname, concat_ws(' ', n.nspowner::regrole, n.nspacl::text, obj_description(n.oid, 'pg_namespace'))
   FROM pg_namespace n`,
  `SELECT 'relation', n.nspname || '.' || c.relname,
          concat_ws(' ', c.relkind, c.relpersistence, c.relowner::regrole, c.relreplident, c.relrowsecurity, c.relforcerowsecurity,
                    c.reloptions::text, c.relacl::text, obj_description(c.oid, 'pg_class'))
   FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind <> 't'`,
  // Dropped columns leave a hole in the numbers, so the place is counted.
  `SELECT 'column', n.nspname || '.' || c.relname || '.' || a.attname,
          concat_ws(' ', row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum), format_type(a.atttypid, a.atttypmod),
                    a.attnotnull, a.attcollation::regcollation, a.attstorage, a.attcompression, a.attidentity, a.attgenerated,
                    a.attstattarget, a.attoptions::text, a.attacl::text, pg_get_expr(d.adbin, d.adrelid),
                    col_description(c.oid, a.attnum))
   FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
   LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
   WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind <> 't'`,
  `SELECT 'index', n.nspname || '.' || c.relname,
          concat_ws(' ', pg_get_indexdef(i.indexrelid), i.indisprimary, i.indisunique, i.indisvalid, i.indisclustered,
                    i.indisreplident, obj_description(c.oid, 'pg_class'))
   FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace`,
  `SELECT 'constraint', n.nspname || '.' || coalesce(r.relname, t.typname) || '.' || c.conname,
          concat_ws(' ', c.contype, pg_get_constraintdef(c.oid), c.condeferrable, c.condeferred, c.convalidated,
                    obj_description(c.oid, 'pg_constraint'))
   FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
   LEFT JOIN pg_class r ON r.oid = c.conrelid LEFT JOIN pg_type t ON t.oid = c.contypid`,
  `SELECT 'function', n.nspname || '.' || p.oid::regprocedure,
          concat_ws(' ', CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid) END, p.proowner::regrole, p.proacl::text,
                    obj_description(p.oid, 'pg_proc'))
   FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace`,
  `SELECT 'aggregate', n.nspname || '.' || p.oid::regprocedure, (to_jsonb(a) - 'aggfnoid')::text
   FROM pg_aggregate a JOIN pg_proc p ON p.oid = a.aggfnoid JOIN pg_namespace n ON n.oid = p.pronamespace`,
  `SELECT 'trigger', n.nspname || '.' || c.relname || '.' || t.tgname,
          concat_ws(' ', pg_get_triggerdef(t.oid), t.tgenabled, obj_description(t.oid, 'pg_trigger'))
   FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE NOT t.tgisinternal`,
  `SELECT 'rule', n.nspname || '.' || c.relname || '.' || r.rulename, pg_get_ruledef(r.oid)
   FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace`,
  // Every table has a type of its own, which its columns tell already.
  `SELECT 'type', n.nspname || '.' || t.typname,
          concat_ws(' ', t.typtype, format_type(t.typbasetype, t.typtypmod), t.typnotnull, t.typdefault,
                    (SELECT array_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid)::text)
   FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype IN ('e', 'd', 'r')`,
  `SELECT 'sequence', n.nspname || '.' || c.relname,
          concat_ws(' ', format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle)
   FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace`,
  `SELECT 'extension', n.nspname || '.' || e.extname, e.extversion
   FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace`,
];

/** Everything that is in a database but rows: one line a part. */
export async function catalogueOf(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const all = parts.map((part) => `(${part})`).join(' UNION ALL ');
    const { rows } = await client.query<{ line: string }>(
      `SELECT concat_ws(' ', kind, name, definition) AS line FROM (${all}) part (kind, name, definition)
       WHERE name !~ '^(pg_catalog|pg_toast|information_schema|pg_temp_\\d+|pg_toast_temp_\\d+)(\\.|$)' ORDER BY kind, name`,
    );
    return rows.map(({ line }) => line);
  } finally {
    await client.end();
  }
}
