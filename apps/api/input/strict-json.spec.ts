import fc from 'fast-check';
import { JSON_DEPTH_MAX, parseStrictJson } from './strict-json.js';

const parse = (text: string): unknown => parseStrictJson(Buffer.from(text));
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

/** JSON.stringify writes whole numbers with an exponent from here on, which no amount has. */
const isWrittenAsItIs = (value: unknown): boolean =>
  !Number.isInteger(value) || Math.abs(value as number) < 1e21;

describe('a body of JSON', () => {
  it('is read as JSON.parse reads it, whatever it holds', () => {
    const key = fc.string().filter((text) => !(text in {}) && text !== 'prototype');
    const tree = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 6 },
        fc.jsonValue({ maxDepth: 0 }).filter(isWrittenAsItIs),
        fc.array(tie('node')),
        fc.dictionary(key, tie('node')),
      ),
    })).node;
    fc.assert(
      fc.property(tree, fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(parse(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each([
    ['a key twice', '{"amount":1,"amount":2}'],
    ['a key twice, once written with an escape', '{"amount":1,"\\u0061mount":2}'],
    ['a key twice further in', '{"lines":[{"a":1},{"b":{"c":1,"d":2,"c":3}}]}'],
    ['a reserved key', '{"__proto__":{"operator":true}}'],
    ['a reserved key written with an escape', '{"\\u005f_proto__":1}'],
    ['the name of what every object has', '{"toString":1}'],
    ['a constructor', '{"constructor":{"prototype":{}}}'],
    ['more levels than a body has', nested(JSON_DEPTH_MAX + 1)],
    ['thousands of levels', nested(30_000)],
    ['no end', '{"amount":1'],
    ['a number that JSON does not know', '{"amount":NaN}'],
    ['an amount that only rounding makes whole', '{"amount":100.00000000000000001}'],
    ['an amount that only rounding makes nothing', '{"amount":1e-999}'],
    ['an amount with decimals that are zero', '[15.0]'],
    ['something after its end', '{} {}'],
    ['nothing', ''],
  ])('is refused where it has %s', (_what, text) => {
    expect(() => parse(text)).toThrow('malformed_json');
  });

  it('is refused where it is not UTF-8', () => {
    expect(() => parseStrictJson(Buffer.from([0x22, 0xff, 0x22]))).toThrow('malformed_json');
  });

  it('may have the same key in two objects, and a key as a value', () => {
    expect(parse('[{"a":"a"},{"a":"b\\":{"}]')).toEqual([{ a: 'a' }, { a: 'b":{' }]);
  });

  it('may have numbers of any form within a text', () => {
    expect(parse('{"quantity":"15.0","amount":-15,"rate":0.5}')).toEqual({
      quantity: '15.0',
      amount: -15,
      rate: 0.5,
    });
  });

  it('may be as deep as the limit', () => {
    expect(parse(nested(JSON_DEPTH_MAX))).toBeDefined();
  });
});
