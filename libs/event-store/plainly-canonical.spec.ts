import fc from 'fast-check';
import { canonicalJson } from './canonical.js';
import { isPlainlyCanonical } from './plainly-canonical.js';
import { type Json } from './port.js';
import { runs } from '../../test/runs.js';

/** What the whole check says: the text is the one spelling of what is read out of it. */
function isCanonical(text: string): boolean {
  try {
    return canonicalJson(JSON.parse(text) as Json) === text;
  } catch {
    return false;
  }
}

const json = fc.jsonValue({ maxDepth: 4, noUnicodeString: false }) as fc.Arbitrary<Json>;
/** Nearly canonical: one byte, or some, are other ones. */
const damaged = fc
  .tuple(
    json,
    fc.nat(),
    fc.constantFrom(
      '',
      ' ',
      ',',
      '"',
      '\\',
      '0',
      '-',
      '.',
      'e',
      '}',
      ']',
      '{',
      '[',
      ':',
      'é',
      'a',
      '\n',
      '\x7f',
    ),
    fc.nat({ max: 3 }),
  )
  .map(([value, at, inserted, removed]) => {
    const text = canonicalJson(value);
    const place = at % (text.length + 1);
    return text.slice(0, place) + inserted + text.slice(place + removed);
  });

describe('the quick look at a leaf', () => {
  it('takes nothing for canonical that is not, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.oneof(damaged, json.map(canonicalJson), fc.json()), (text) => {
        if (isPlainlyCanonical(Buffer.from(text))) expect(isCanonical(text)).toBe(true);
      }),
      { numRuns: runs({ short: 1_000, long: 5_000 }) },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20 }), (bytes) => {
        if (isPlainlyCanonical(bytes)) expect(isCanonical(Buffer.from(bytes).toString())).toBe(true);
      }),
      { numRuns: runs({ short: 1_000, long: 5_000 }) },
    );
  });

  it('knows what nearly every event is made of', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcXYZ019 -_/.:'), maxLength: 8 });
    const plain = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        word,
        fc.integer(),
        fc.constantFrom(null, true, false, 0, -1, 10 ** 13),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(word, tie('value'), { maxKeys: 4 }),
      ),
    })).value;
    fc.assert(
      fc.property(plain, (value) => expect(isPlainlyCanonical(Buffer.from(canonicalJson(value)))).toBe(true)),
    );
  });

  it('knows an event, and never takes one for canonical that a change has made anything else', () => {
    const plain =
      '{"data":{"":[],"a":[{},{"b":-1,"c":0}],"a!":true,"aa":null,"b":false},"id":"1","n":123456789012345}';
    expect(isPlainlyCanonical(Buffer.from(plain))).toBe(true);
    const put = fc.constantFrom(
      ...'{}[]",:-0159 \\ab!~tfn.eE\n',
      '\u00e9',
      '"a":1,',
      ',"a":1',
      '00',
      'null',
      '\\ud800',
    );
    fc.assert(
      fc.property(fc.nat(plain.length), fc.nat(4), fc.array(put, { maxLength: 2 }), (at, removed, added) => {
        const changed = plain.slice(0, at) + added.join('') + plain.slice(at + removed);
        if (isPlainlyCanonical(Buffer.from(changed))) expect(isCanonical(changed)).toBe(true);
      }),
      { numRuns: runs({ short: 5_000, long: 20_000 }) },
    );
  });

  it.each([
    '01',
    '-0',
    '-',
    '1.0',
    '1e3',
    '1234567890123456',
    '{"b":1,"a":1}',
    '{"a":1,"a":1}',
    '{"ab":1,"a":1}',
    '{"a":1,}',
    '{,}',
    '[1,]',
    '[,1]',
    '{"a" :1}',
    '"\\u0061"',
    '"é"',
    '"a',
    'tru',
    '[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]',
    '1 ',
    '[1]]',
    '',
  ])('does not vouch for %j', (text) => {
    expect(isPlainlyCanonical(Buffer.from(text))).toBe(false);
  });
});
