import fc from 'fast-check';
import { type Base, VersionedMap, VersionedSet } from './index.js';

type Jar = VersionedMap<string, number>;
/** A change to one of the versions made so far: any of them, not only the newest. */
interface Step {
  readonly of: number;
  readonly key: string;
  readonly value: number | undefined;
}

const key = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const step: fc.Arbitrary<Step> = fc.record({
  of: fc.nat(),
  key,
  value: fc.option(fc.nat({ max: 3 }), { nil: undefined }),
});

const changed = (jar: Jar, { key, value }: Step): Jar =>
  value === undefined ? jar.remove(key) : jar.set(key, value);
const plainly = (jar: ReadonlyMap<string, number>, { key, value }: Step): ReadonlyMap<string, number> => {
  const copy = new Map(jar);
  if (value === undefined) copy.delete(key);
  else copy.set(key, value);
  return copy;
};
const jarOf = (held: { readonly [name: string]: number }): Jar => VersionedMap.of(Object.entries(held));
/** Entries that are no plain Map's, and whose values are made anew at every look, as packed ones are. */
const baseOf = (held: readonly (readonly [string, number])[]): Base<string, number> => ({
  size: held.length,
  get: (key) => held.find(([name]) => name === key)?.[1],
  entries: () => held.map(([name, value]): [string, number] => [name, value]),
});
const beginnings = fc.uniqueArray(fc.tuple(key, fc.nat({ max: 3 })), { selector: ([name]) => name });
const sorted = (entries: Iterable<[string, number]>) =>
  [...entries].sort(([one], [other]) => (one < other ? -1 : 1));

describe('a versioned map', () => {
  it('is, in every version and in whatever order they are looked at, what a copy at every change would be', () => {
    fc.assert(
      fc.property(
        fc.option(beginnings, { nil: undefined }),
        fc.array(step, { maxLength: 40 }),
        fc.array(fc.nat(), { maxLength: 40 }),
        (base, steps, looks) => {
          const versions: Jar[] = [base ? VersionedMap.over(baseOf(base)) : VersionedMap.of()];
          const copies: ReadonlyMap<string, number>[] = [new Map(base)];
          for (const one of steps) {
            const at = one.of % versions.length;
            versions.push(changed(versions[at]!, one));
            copies.push(plainly(copies[at]!, one));
          }
          for (const look of [...looks, ...versions.keys()]) {
            const [version, copy] = [versions[look % versions.length]!, copies[look % versions.length]!];
            expect(version.size).toBe(copy.size);
            expect(sorted(version)).toEqual(sorted(copy));
            for (const name of 'abcdef') {
              expect([version.get(name), version.has(name)]).toEqual([copy.get(name), copy.has(name)]);
            }
          }
        },
      ),
    );
  });

  it('goes through its entries in the order in which they were first set, also after an older version was looked at', () => {
    const before = jarOf({ b: 1, a: 2 });
    const after = before.set('c', 3).set('b', 4).set('d', 5);
    expect([...before]).toEqual([
      ['b', 1],
      ['a', 2],
    ]);
    expect(after.keys()).toEqual(['b', 'a', 'c', 'd']);
    expect(after.values()).toEqual([4, 2, 3, 5]);
  });

  it('over a base goes through that first, then through what was set since', () => {
    const before = VersionedMap.over(
      baseOf([
        ['b', 1],
        ['a', 2],
      ]),
    );
    const after = before.set('c', 3).set('b', 4).remove('a');
    expect([...after.set('d', 5)]).toEqual([
      ['b', 4],
      ['c', 3],
      ['d', 5],
    ]);
    expect(before.keys()).toEqual(['b', 'a']);
    expect(after.values()).toEqual([4, 3]);
  });

  it('may be changed while it is gone through', () => {
    let jar = jarOf({ a: 1, b: 2 });
    for (const [name, value] of jar) jar = jar.set(`${name}${name}`, value).remove(name);
    expect([...jar]).toEqual([
      ['aa', 1],
      ['bb', 2],
    ]);
  });

  it('is itself where nothing changes', () => {
    const jar = jarOf({ a: 1 });
    expect(jar.set('a', 1)).toBe(jar);
    expect(jar.remove('b')).toBe(jar);
  });

  it('shares nothing with others that began empty', () => {
    const empty: Jar = VersionedMap.of();
    const [one, other] = [empty.set('a', 1), empty.set('b', 2)];
    expect([[...one], [...other], empty.size]).toEqual([[['a', 1]], [['b', 2]], 0]);
  });
});

describe('a versioned set', () => {
  it('has what was added and not removed, in every version', () => {
    const before = VersionedSet.of(['a', 'b', 'a']);
    const after = before.add('c').remove('a');
    expect([[...before].sort(), before.size]).toEqual([['a', 'b'], 2]);
    expect([[...after].sort(), after.size, after.has('a')]).toEqual([['b', 'c'], 2, false]);
    expect([before.add('a'), before.remove('z')]).toEqual([before, before]);
  });
});
