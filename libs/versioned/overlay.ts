/** Entries that never change and lie wherever it is best: packed, for instance. */
export interface Base<Key, Value extends NonNullable<unknown>> {
  /** How many there are. */
  readonly size: number;
  get(key: Key): Value | undefined;
  /** All of them, in the order that a map over them has. */
  entries(): Iterable<[Key, Value]>;
}

/** What a version that was looked at last holds its entries in: a Map, or an Overlay. */
export interface Held<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): unknown;
  delete(key: Key): unknown;
  entries(): Iterable<[Key, Value]>;
}

/** Stands where the base has an entry that was deleted. */
const DELETED = Symbol('deleted');

/**
 * Entries that were set or deleted since, over a base. To begin one costs nothing, however large the base: what is not
 * asked for is never looked at.
 */
export class Overlay<Key, Value extends NonNullable<unknown>> implements Held<Key, Value> {
  readonly #added = new Map<Key, Value>();
  /** What became of entries of the base. */
  readonly #changed = new Map<Key, Value | typeof DELETED>();
  /** What the base was asked for last: a key is looked up several times while one command is dealt with. */
  #asked: Key | undefined;
  #answer: Value | undefined;

  constructor(private readonly base: Base<Key, Value>) {}

  get(key: Key): Value | undefined {
    const added = this.#added.get(key);
    if (added !== undefined) return added;
    const changed = this.#changed.get(key);
    if (changed === undefined) return this.#inBase(key);
    return changed === DELETED ? undefined : changed;
  }

  set(key: Key, value: Value): void {
    if (this.#isOfBase(key)) this.#changed.set(key, value);
    else this.#added.set(key, value);
  }

  delete(key: Key): void {
    if (this.#isOfBase(key)) this.#changed.set(key, DELETED);
    else this.#added.delete(key);
  }

  /** Those of the base in its order, then the others in the order in which they were first set. */
  *entries(): Iterable<[Key, Value]> {
    if (this.#changed.size === 0) yield* this.base.entries();
    else
      for (const entry of this.base.entries()) {
        const value = this.#changed.get(entry[0]);
        if (value === undefined) yield entry;
        else if (value !== DELETED) yield [entry[0], value];
      }
    yield* this.#added;
  }

  #isOfBase(key: Key): boolean {
    return this.#changed.has(key) || (!this.#added.has(key) && this.#inBase(key) !== undefined);
  }

  #inBase(key: Key): Value | undefined {
    if (this.#asked !== key) {
      this.#answer = this.base.get(key);
      this.#asked = key;
    }
    return this.#answer;
  }
}
