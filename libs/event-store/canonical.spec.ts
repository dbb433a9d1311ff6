import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalBytesOf } from './canonical.js';
import { canonicalBytes, canonicalJson, type Json, type RecordedEvent } from './index.js';

describe('the canonical form of JSON (RFC 8785)', () => {
  it('is the one of the example of section 3.2', () => {
    const value = JSON.parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`) as Json;
    expect(canonicalJson(value)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
    // The same in bytes, section 3.2.4.
    const bytes =
      '7b 22 6c 69 74 65 72 61 6c 73 22 3a 5b 6e 75 6c 6c 2c 74 72 75 65 2c 66 61 6c 73 65 5d 2c 22 6e 75 6d 62 65 72 73 22 3a 5b 33 33 33 33 33 33 33 33 33 2e 33 33 33 33 33 33 33 2c 31 65 2b 33 30 2c 34 2e 35 2c 30 2e 30 30 32 2c 31 65 2d 32 37 5d 2c 22 73 74 72 69 6e 67 22 3a 22 e2 82 ac 24 5c 75 30 30 30 66 5c 6e 41 27 42 5c 22 5c 5c 5c 5c 5c 22 2f 22 7d';
    expect(Buffer.from(canonicalJson(value)).toString('hex')).toBe(bytes.replaceAll(' ', ''));
  });

  it('orders keys by their UTF-16 code units, as in section 3.2.3', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\u{1f600}': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(Object.values(JSON.parse(canonicalJson(value)) as object).toSorted()).toEqual(
      Object.values(value).toSorted(),
    );
    expect([...canonicalJson(value).matchAll(/"([A-Z][A-Za-z: ]+)"/g)].map(([, name]) => name)).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('writes the IEEE number %s as appendix B does: %s', (bits, text) => {
    expect(canonicalJson(Buffer.from(bits, 'hex').readDoubleBE())).toBe(text);
  });

  it.each([
    ['7fffffffffffffff', Number.NaN],
    ['7ff0000000000000', Number.POSITIVE_INFINITY],
    ['fff0000000000000', Number.NEGATIVE_INFINITY],
  ])('refuses the IEEE number %s, as appendix B does', (_, value) => {
    expect(() => canonicalJson(value)).toThrow('is not JSON');
  });

  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['a member that is undefined', { a: undefined }],
    ['an element that is undefined', [undefined]],
    ['a symbol', { a: Symbol('a') }],
    ['a bigint', 1n],
    ['a Map', new Map()],
    ['a Date, which would turn itself into a string', new Date()],
    ['what turns itself into JSON', { toJSON: () => 1 }],
    [
      'what contains itself',
      ((): object => {
        const a: { a?: object } = {};
        a.a = a;
        return a;
      })(),
    ],
    ['a lone high surrogate', 'a\ud800b'],
    ['a lone low surrogate in a key', { '\udc00': 1 }],
  ])('refuses %s, and leaves nothing out', (_, value) => {
    expect(() => canonicalJson(value as Json)).toThrow(expect.objectContaining({ name: 'OutsideLimits' }));
  });

  it('is what others write, JSON of the same value, the same for every order of keys, without a line break', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5, stringUnit: 'grapheme-composite' }), (value) => {
        const text = canonicalJson(value as Json);
        const plain = JSON.parse(JSON.stringify(value)) as Json;
        expect(JSON.parse(text)).toEqual(plain);
        expect(canonicalJson(reversed(plain))).toBe(text);
        expect(text).toBe(canonicalize(plain));
        expect(text).not.toMatch(/[\n\r]/);
      }),
    );
  });
});

function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value as Record<string, Json>)
      .toReversed()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

describe('the leaf of an event', () => {
  const event: RecordedEvent = {
    id: '0190b5a0-0000-7000-8000-000000000001',
    stream: 'coproduction-0190b5a0-0000-7000-8000-000000000002',
    revision: 3,
    position: 9_007_199_254_740_993n,
    type: 'PledgeMade',
    schemaVersion: 1,
    data: { instrument: 'advance', amount: 15_000 },
    metadata: { commandId: 'c', inputHash: 'h', actor: 'a', cause: 'r' },
    recordedAt: '2019-02-01T08:30:00.000Z',
  };

  it('is its canonical JSON in UTF-8, the position a decimal string', () => {
    expect(Buffer.from(canonicalBytes(event)).toString()).toBe(
      '{"data":{"amount":15000,"instrument":"advance"},"id":"0190b5a0-0000-7000-8000-000000000001",' +
        '"metadata":{"actor":"a","cause":"r","commandId":"c","inputHash":"h"},"position":"9007199254740993",' +
        '"recordedAt":"2019-02-01T08:30:00.000Z","revision":3,"schemaVersion":1,' +
        '"stream":"coproduction-0190b5a0-0000-7000-8000-000000000002","type":"PledgeMade"}',
    );
  });

  it('has nothing in it that is not the event’s', () => {
    expect(canonicalBytes({ ...event, seen: true } as RecordedEvent)).toEqual(canonicalBytes(event));
  });
});

describe('the bytes of the canonical form of what is JSON already', () => {
  const written = (json: string): Buffer => Buffer.from(canonicalJson(JSON.parse(json) as Json));

  it('are those of the value, whatever the JSON looks like', () => {
    const json = fc.oneof(
      fc
        .jsonValue({ maxDepth: 5, stringUnit: 'grapheme-composite' })
        .map((value) => canonicalJson(value as Json)),
      fc
        .tuple(fc.jsonValue({ maxDepth: 4 }), fc.nat(3))
        .map(([value, space]) => JSON.stringify(value, null, space)),
    );
    fc.assert(fc.property(json, (text) => expect(canonicalBytesOf(text)).toEqual(written(text))));
  });

  it('are refused where there is no canonical form', () => {
    expect(() => canonicalBytesOf('["\\ud800"]')).toThrow(expect.objectContaining({ name: 'OutsideLimits' }));
  });
});
