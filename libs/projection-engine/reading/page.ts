/** A cursor that was not handed out for this list: made up, cut off, or of another list. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';
}

/** Which part of a list is asked for. */
export interface PageRequest {
  /** At most this many items: 1 to 200, 50 unless told; of balances 1 to 500, 500 unless told. */
  readonly limit?: number | undefined;
  /** `next` of the page before; without it the first page is meant. */
  readonly cursor?: string | undefined;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Asks for the page after this one; null where there is none. */
  readonly next: string | null;
}

const LIMIT_MAX = 200;
const LIMIT_DEFAULT = 50;

/** The number of items to answer with. Throws a RangeError outside the limits: the door has checked them. */
export function limitOf(request: PageRequest, max = LIMIT_MAX, unlessTold = LIMIT_DEFAULT): number {
  const limit = request.limit ?? unlessTold;
  if (!Number.isInteger(limit) || limit < 1 || limit > max) {
    throw new RangeError(`a page has 1 to ${max} items, not ${limit}`);
  }
  return limit;
}

/** A list that is read page by page, each page beginning after the key at which the one before ended. */
export interface PagedList {
  readonly name: string;
  /** What each part of a key looks like. A cursor comes from outside, so nothing else is let in. */
  readonly key: readonly RegExp[];
}

/** A decimal number that a bigint column can hold. */
export const wholeNumber = /^(0|[1-9]\d{0,17})$/;

const CURSOR_CHARACTERS_MAX = 512;

/** Cuts the rows, of which one more than the limit was read, to a page. `keyOf` tells where a row stands. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  list: PagedList,
  keyOf: (row: Row) => readonly string[],
  itemOf: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items: shown.map(itemOf), next: more ? cursorOf(list, keyOf(last)) : null };
}

function cursorOf(list: PagedList, key: readonly string[]): string {
  return Buffer.from(JSON.stringify([list.name, ...key])).toString('base64url');
}

/** The key after which the page begins; undefined for the first page. Throws InvalidCursor. */
export function keyAfter(request: PageRequest, list: PagedList): readonly string[] | undefined {
  const { cursor } = request;
  if (cursor === undefined) return undefined;
  const [name, ...key] = parsed(cursor);
  const fits =
    name === list.name &&
    key.length === list.key.length &&
    key.every((part, place) => typeof part === 'string' && list.key[place]?.test(part) === true);
  if (!fits) throw new InvalidCursor(`not a cursor of the list of ${list.name}`);
  return key as string[];
}

function parsed(cursor: string): unknown[] {
  if (cursor.length > CURSOR_CHARACTERS_MAX || !/^[\w-]+$/.test(cursor)) return [];
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
