import { plainMembers } from '#event-store';

/** What an event's fields hold, if it has them. */
export interface Fields {
  readonly id?: unknown;
  readonly stream?: unknown;
  readonly revision?: unknown;
  readonly position?: unknown;
  readonly type?: unknown;
  readonly schemaVersion?: unknown;
  readonly recordedAt?: unknown;
  readonly data?: unknown;
}

/** In the order of the canonical form. What else a leaf holds, as its metadata, is looked over but not taken apart. */
const names = [
  'data',
  'id',
  'position',
  'recordedAt',
  'revision',
  'schemaVersion',
  'stream',
  'type',
] as const;

/**
 * The fields of the event in a leaf that is plainly canonical (isPlainlyCanonical) and has them all; undefined for any other. Texts
 * are views of the whole leaf.
 */
export function plainFields(leaf: Uint8Array): Fields | undefined {
  const places: number[] = [];
  const isPlain = plainMembers(leaf, (name, nameEnd, value, valueEnd) => {
    const wanted = names[places.length / 2];
    if (wanted !== undefined && isNamed(wanted, leaf, name, nameEnd)) places.push(value, valueEnd);
  });
  if (!isPlain || places.length < 2 * names.length) return undefined;
  const text = Buffer.from(leaf.buffer, leaf.byteOffset, leaf.byteLength).toString('latin1');
  const written = (field: number): string => text.slice(places[2 * field], places[2 * field + 1]);
  return {
    data: JSON.parse(written(0)) as unknown,
    id: textOf(written(1)),
    position: textOf(written(2)),
    recordedAt: textOf(written(3)),
    revision: Number(written(4)),
    schemaVersion: Number(written(5)),
    stream: textOf(written(6)),
    type: textOf(written(7)),
  };
}

/** Whether a name, from quote to quote, is this one. */
function isNamed(wanted: string, leaf: Uint8Array, name: number, nameEnd: number): boolean {
  if (nameEnd - name !== wanted.length + 2) return false;
  for (let place = 0; place < wanted.length; place += 1) {
    if (leaf[name + 1 + place] !== wanted.charCodeAt(place)) return false;
  }
  return true;
}

/** What stands between quotes, where there are some: plainly canonical text has no escapes. */
const textOf = (written: string): string | undefined =>
  written.startsWith('"') ? written.slice(1, -1) : undefined;
