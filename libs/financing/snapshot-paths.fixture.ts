/** Every place of a snapshot and the kind of what stands there, each once: its shape, whatever it holds. */
export function pathsOf(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null)
    return [`${at}: ${value === null ? 'null' : typeof value}`];
  const inner = Array.isArray(value)
    ? value.flatMap((item) => pathsOf(item, `${at}[]`))
    : Object.entries(value).flatMap(([field, item]) => pathsOf(item, `${at}.${field}`));
  return [...new Set(inner)].sort();
}
