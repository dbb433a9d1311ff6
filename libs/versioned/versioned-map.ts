import { type Base, type Held, Overlay } from './overlay.js';

/** What an older version differs in from the one that was made of it. */
class Difference<Key, Value extends NonNullable<unknown>> {
  constructor(
    readonly next: VersionedMap<Key, Value>,
    readonly key: Key,
    /** What this version has there; undefined for nothing. */
    readonly value: Value | undefined,
  ) {}
}

/**
 * A map that is a value: `set` and `remove` give another map and leave this one as it was. The version that was looked at
 * last holds a plain Map of all entries, every other one only what it differs in from a version nearer to that. So the
 * newest costs what a plain Map costs, and to go back to an older one as many steps as changes lie between; versions that
 * nobody holds any more are collected (Henry G. Baker, "Shallow binding makes functional arrays fast", 1991).
 *
 * Entries come in the order in which they were first set, unless some were removed between.
 */
export class VersionedMap<Key, Value extends NonNullable<unknown>> implements Iterable<[Key, Value]> {
  #held: Held<Key, Value> | Difference<Key, Value>;

  private constructor(
    entries: Held<Key, Value>,
    /** How many entries there are. */
    readonly size: number,
  ) {
    this.#held = entries;
  }

  /** A map of these entries; the last of those with the same key counts. */
  static of<Key, Value extends NonNullable<unknown>>(
    entries: Iterable<readonly [Key, Value]> = [],
  ): VersionedMap<Key, Value> {
    const held = new Map(entries);
    return new VersionedMap(held, held.size);
  }

  /** A map of the entries of a base, which is asked for each when it is needed, and holds in a plain Map only what was changed since. */
  static over<Key, Value extends NonNullable<unknown>>(base: Base<Key, Value>): VersionedMap<Key, Value> {
    return new VersionedMap(new Overlay(base), base.size);
  }

  get(key: Key): Value | undefined {
    return this.#entries().get(key);
  }

  has(key: Key): boolean {
    return this.#entries().get(key) !== undefined;
  }

  /** This map with another value at one key. */
  set(key: Key, value: Value): VersionedMap<Key, Value> {
    const entries = this.#entriesToChange();
    const before = entries.get(key);
    if (before === value) return this;
    entries.set(key, value);
    return this.#leftFor(entries, key, before, before === undefined ? this.size + 1 : this.size);
  }

  /** This map without what is at one key. */
  remove(key: Key): VersionedMap<Key, Value> {
    const entries = this.#entries();
    const before = entries.get(key);
    if (before === undefined) return this;
    entries.delete(key);
    return this.#leftFor(entries, key, before, this.size - 1);
  }

  /** Goes through a copy, since other versions may be looked at on the way. */
  [Symbol.iterator](): ArrayIterator<[Key, Value]> {
    return [...this.#entries().entries()].values();
  }

  /** A list of all keys. */
  keys(): Key[] {
    return Array.from(this.#entries().entries(), ([key]) => key);
  }

  /** A list of all values. */
  values(): Value[] {
    return Array.from(this.#entries().entries(), ([, value]) => value);
  }

  /** What was made of an empty map shares nothing: all stories begin with the same one, and have nothing else in common. */
  #entriesToChange(): Held<Key, Value> {
    return this.size === 0 ? new Map() : this.#entries();
  }

  #leftFor(
    entries: Held<Key, Value>,
    key: Key,
    before: Value | undefined,
    size: number,
  ): VersionedMap<Key, Value> {
    const next = new VersionedMap(entries, size);
    if (this.#held === entries) this.#held = new Difference(next, key, before);
    return next;
  }

  #entries(): Held<Key, Value> {
    return this.#held instanceof Difference ? VersionedMap.#handOver(this) : this.#held;
  }

  /** Hands all entries over to this version; those on the way from the one that had them hold what they differ in. */
  static #handOver<Key, Value extends NonNullable<unknown>>(to: VersionedMap<Key, Value>): Held<Key, Value> {
    const way: VersionedMap<Key, Value>[] = [];
    let at = to;
    let held = at.#held;
    while (held instanceof Difference) {
      way.push(at);
      at = held.next;
      held = at.#held;
    }
    for (const version of way.reverse()) {
      const { key, value } = version.#held as Difference<Key, Value>;
      at.#held = new Difference(version, key, held.get(key));
      if (value === undefined) held.delete(key);
      else held.set(key, value);
      at = version;
    }
    to.#held = held;
    return held;
  }
}
