import fc from 'fast-check';
import { packNumbers, PackedNumbers, packTexts, PackedTexts, VersionedMap, VersionedSet } from '../index.js';
import { TextIndex } from './text-index.js';
import type { Texts } from './texts.js';

const uuid = fc.uuid();
const anyText = fc.oneof(
  uuid,
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('\ud800', '\uffff', ''),
);
const textsOf = (text: fc.Arbitrary<string>) =>
  fc.uniqueArray(text, { maxLength: 60 }).map((texts) => texts.sort());
const anyTexts = fc.oneof(textsOf(uuid), textsOf(fc.string()), textsOf(anyText));
/** Not at the beginning of its buffer, as parts of a snapshot are not. */
const amid = (bytes: Uint8Array): Uint8Array =>
  Uint8Array.from([7, 7, 7, ...bytes, 7]).subarray(3, 3 + bytes.length);
const packed = (texts: readonly string[]): PackedTexts => new PackedTexts(amid(packTexts(texts)));

describe('packed texts', () => {
  it('tell where each text is, and that others are not there, however often they are asked', () => {
    fc.assert(
      fc.property(anyTexts, fc.array(anyText), (texts, others) => {
        const column = packed(texts);
        const asked = [
          ...texts,
          ...others,
          ...texts.map((text) => text.slice(0, -1)),
          ...texts.map((text) => `${text}a`),
        ];
        for (let time = 0; time < 3; time += 1) {
          for (const text of asked) expect(column.placeOf(text)).toBe(texts.indexOf(text));
        }
      }),
    );
  });

  it('come back as they were, in their order', () => {
    fc.assert(
      fc.property(anyTexts, (texts) => {
        const column = packed(texts);
        expect(column.size).toBe(texts.length);
        expect(texts.map((_, place) => column.at(place))).toEqual(texts);
        expect([...VersionedSet.over(column)]).toEqual(texts);
      }),
    );
  });

  it('take sixteen bytes each where all are UUIDs in small letters, and only then', () => {
    const ids = Array.from(
      { length: 100 },
      (_, id) => `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
    );
    expect(packTexts(ids)).toHaveLength(1 + 16 * 100);
    const capital = ids.with(0, '00000000-0000-4000-8000-00000000000A').sort();
    expect(packTexts(capital).length).toBeGreaterThan(36 * 100);
    expect(packed(capital).at(0)).toBe(capital[0]);
  });

  it.each([[['b', 'a']], [['a', 'a']]])('are refused out of order or twice: %j', (texts) => {
    expect(() => packTexts(texts)).toThrow(RangeError);
  });

  it('are not read where they are cut off anywhere, or of a kind that there is not', () => {
    for (const texts of [['a', 'ab', 'b'], ['€'], ['a4f1f6e2-3c9a-4b8f-9d4c-2b8f6f1f7a01']]) {
      const bytes = packTexts(texts);
      for (let length = 0; length < bytes.length; length += 1) {
        const rest = (): PackedTexts => new PackedTexts(amid(bytes.subarray(0, length)));
        // What is left of UUIDs after none of them is a column of none.
        if (bytes[0] === 0 && length === 1) expect(rest().size).toBe(0);
        else expect(rest).toThrow(RangeError);
      }
      expect(() => new PackedTexts(Uint8Array.from([9, ...bytes.subarray(1)]))).toThrow(RangeError);
    }
  });

  it('that end before they begin are not read', () => {
    const bytes = packTexts(['a', 'ab']);
    const lastEnd = bytes.lastIndexOf(3);
    expect(() => new PackedTexts(bytes.with(lastEnd - 1, 4))).toThrow('end before they begin');
  });
});

describe('an index of texts', () => {
  const alike = (size: number): Texts => ({ size, lengthAt: () => 0, unitAt: () => 0, at: () => '' });

  it('is given up where hundreds of texts have one hash, as somebody could choose them', () => {
    expect(TextIndex.of(alike(200))).toBeDefined();
    expect(TextIndex.of(alike(300))).toBeUndefined();
  });
});

describe('packed numbers', () => {
  const whole = fc.oneof(
    fc.nat({ max: 255 }),
    fc.nat({ max: 65_536 }),
    fc.nat({ max: 2 ** 32 }),
    fc.maxSafeNat(),
    fc.constantFrom(0, 255, 256, 65_535, 65_536, 2 ** 32 - 1, 2 ** 32, Number.MAX_SAFE_INTEGER),
  );

  it('come back as they were, and tell the largest', () => {
    fc.assert(
      fc.property(fc.array(whole), (numbers) => {
        const column = new PackedNumbers(amid(packNumbers(numbers)));
        expect(Array.from(numbers, (_, index) => column.at(index))).toEqual(numbers);
        expect([column.length, column.largest]).toEqual([numbers.length, Math.max(0, ...numbers)]);
        expect(() => column.at(numbers.length)).toThrow(RangeError);
      }),
    );
  });

  it('take as many bytes as the largest needs', () => {
    const bytes = [255, 65_535, 2 ** 32 - 1, 2 ** 32].map((largest) => packNumbers([0, largest]).length);
    expect(bytes).toEqual([3, 5, 9, 17]);
  });

  it.each([-1, 0.5, Number.NaN, 2 ** 53])('do not take %d', (number) => {
    expect(() => packNumbers([number])).toThrow(RangeError);
  });

  it('are not read where they are cut off, of a width that there is not, or no whole numbers', () => {
    for (const numbers of [[300, 5], [70_000], [2 ** 40]]) {
      const bytes = packNumbers(numbers);
      expect(() => new PackedNumbers(bytes.subarray(0, -1))).toThrow(RangeError);
      expect(() => new PackedNumbers(bytes.with(0, 3))).toThrow(RangeError);
    }
    expect(() => new PackedNumbers(new Uint8Array())).toThrow(RangeError);
    const half = new DataView(new ArrayBuffer(9));
    half.setUint8(0, 8);
    half.setFloat64(1, 0.5, true);
    expect(() => new PackedNumbers(new Uint8Array(half.buffer))).toThrow('0.5');
  });
});

describe('a versioned map over packed entries', () => {
  it('is begun without looking at any of them', () => {
    const asked: string[] = [];
    const base = {
      size: 2,
      get: (key: string) => (asked.push(key), key === 'a' ? 1 : undefined),
      entries: () => [] as [string, number][],
    };
    const map = VersionedMap.over(base).set('b', 3);
    expect([map.get('a'), map.size, asked]).toEqual([1, 3, ['b', 'a']]);
  });
});
