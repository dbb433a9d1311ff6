import { type Base } from './overlay.js';
import { VersionedMap } from './versioned-map.js';

/** A set that is a value: `add` and `remove` give another set and leave this one as it was. As fast as a VersionedMap. */
export class VersionedSet<Member> implements Iterable<Member> {
  readonly #members: VersionedMap<Member, true>;

  private constructor(members: VersionedMap<Member, true>) {
    this.#members = members;
  }

  static of<Member>(members: Iterable<Member> = []): VersionedSet<Member> {
    return new VersionedSet(VersionedMap.of(Array.from(members, (member) => [member, true] as const)));
  }

  /** A set of the members of a base, as a VersionedMap over it. */
  static over<Member>(base: Base<Member, true>): VersionedSet<Member> {
    return new VersionedSet(VersionedMap.over(base));
  }

  get size(): number {
    return this.#members.size;
  }

  has(member: Member): boolean {
    return this.#members.has(member);
  }

  add(member: Member): VersionedSet<Member> {
    return this.#with(this.#members.set(member, true));
  }

  remove(member: Member): VersionedSet<Member> {
    return this.#with(this.#members.remove(member));
  }

  /** Goes through a copy, as a VersionedMap does. */
  [Symbol.iterator](): ArrayIterator<Member> {
    return this.#members.keys().values();
  }

  #with(members: VersionedMap<Member, true>): VersionedSet<Member> {
    return members === this.#members ? this : new VersionedSet(members);
  }
}
