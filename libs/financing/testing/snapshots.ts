import { type OrdinalHeap, ordinalsIn } from '../co-production/ordinal-heap.js';
import { VersionedMap, VersionedSet } from '#versioned';

/** A state without what does not belong to its meaning: its maps and sets as lists in the order of their keys, its heaps as their ordinals. */
export function plainState(value: unknown): unknown {
  if (value instanceof VersionedSet) return [...value].sort();
  if (value instanceof VersionedMap) {
    const entries = [...value].map(([key, held]) => [String(key), plainState(held)] as const);
    return entries.sort(([one], [other]) => (one < other ? -1 : 1));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, held]) => [
      field,
      field === 'unsettled' ? ordinalsIn(held as OrdinalHeap) : plainState(held),
    ]),
  );
}

/** Every place of a snapshot and the kind of what stands there, each once: its shape, whatever it holds. */
export function pathsOf(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null)
    return [`${at}: ${value === null ? 'null' : typeof value}`];
  const inner = Array.isArray(value)
    ? value.flatMap((item) => pathsOf(item, `${at}[]`))
    : Object.entries(value).flatMap(([field, item]) => pathsOf(item, `${at}.${field}`));
  return [...new Set(inner)].sort();
}
