import fc from 'fast-check';
import { readLeaf, type LeafEvent } from '#apps/auditor/books/leaf.js';
import { plainFields } from '#apps/auditor/books/plain-fields.js';
import { streamAtEnd } from '#apps/auditor/books/side-by-side/stream-at-end.js';
import { canonicalJson, type Json, type JsonObject } from '#event-store';
import { runs } from '../../runs.js';

const event: LeafEvent & { readonly metadata: JsonObject } = {
  data: { kind: 'group', of: [1, { stream: 'inner', type: 'x' }] },
  id: '0a000000-0000-4000-8000-000000000001',
  metadata: { actor: 'anna', stream: 'of metadata' },
  position: '7',
  recordedAt: '2026-01-02T03:04:05.678Z',
  revision: 3,
  schemaVersion: 1,
  stream: 'party-anna',
  type: 'PartyRegistered',
};
const leafOf = (value: object): Buffer => Buffer.from(canonicalJson(value as Json));

const anyJson = fc.jsonValue({ maxDepth: 2, noUnicodeString: false }) as fc.Arbitrary<Json>;
/** Events with other things in some fields, without some, and with more than they need. */
const strange = fc
  .record({
    others: fc.dictionary(fc.constantFrom(...Object.keys(event)), anyJson),
    missing: fc.subarray(Object.keys(event), { maxLength: 2 }),
    more: fc.dictionary(fc.string({ maxLength: 6 }), anyJson, { maxKeys: 3 }),
  })
  .map(({ others, missing, more }) => {
    const fields = Object.entries({ ...more, ...event, ...others });
    return Object.fromEntries(fields.filter(([field]) => !missing.includes(field)));
  });

const without = (value: object, field: string): object =>
  Object.fromEntries(Object.entries(value).filter(([name]) => name !== field));

/** The same leaf in a spelling that only the whole check can read: a name stands there that is not plain. */
function readWhole(value: object): LeafEvent | { readonly wrong: string } {
  const leaf = leafOf({ ...value, é: 0 });
  expect(plainFields(leaf)).toBeUndefined();
  return readLeaf(leaf);
}

const told = (read: LeafEvent | { readonly wrong: string }): object => {
  if ('wrong' in read) return read;
  const { id, stream, revision, position, type, schemaVersion, recordedAt, data } = read;
  return { id, stream, revision, position, type, schemaVersion, recordedAt, data };
};

describe('a leaf', () => {
  it('is read as the event that it holds', () => {
    const fields = without(event, 'metadata');
    expect(told(readLeaf(leafOf(event)))).toEqual(fields);
    expect(plainFields(leafOf(event))).toEqual(fields);
  });

  it('is read by one glance as the whole check reads it, whatever its fields hold', () => {
    fc.assert(
      fc.property(strange, (value) => {
        expect(told(readLeaf(leafOf(value)))).toEqual(told(readWhole(value)));
      }),
      { numRuns: runs({ short: 500, long: 2_000 }) },
    );
  });

  it('as deep as its length allows is told of, and does not end the program', () => {
    const deep = Buffer.from('['.repeat(30_000) + ']'.repeat(30_000));
    expect(readLeaf(deep)).toEqual({ wrong: 'is not JSON' });
  });

  it('is no event where a field is missing or holds something else', () => {
    for (const field of Object.keys(event).filter((name) => name !== 'metadata')) {
      expect(readLeaf(leafOf(without(event, field)))).toEqual({ wrong: 'is not an event' });
      for (const wrong of [null, true, [], ['x'], '', { a: 1 }, -1.5]) {
        if (field === 'data' && wrong !== null && typeof wrong === 'object' && !Array.isArray(wrong))
          continue;
        if (field === 'type' && wrong === '') continue;
        expect(readLeaf(leafOf({ ...event, [field]: wrong }))).toEqual({ wrong: 'is not an event' });
      }
    }
  });
});

describe('the stream at the end of a leaf', () => {
  it('is the stream of the event, wherever there is one', () => {
    fc.assert(
      fc.property(strange, (value) => {
        const leaf = leafOf(value);
        const [read, found] = [readLeaf(leaf), streamAtEnd(leaf)];
        if (!('wrong' in read) && found !== undefined) expect(found).toBe(read.stream);
      }),
      { numRuns: runs({ short: 500, long: 2_000 }) },
    );
    expect(streamAtEnd(leafOf(event))).toBe('party-anna');
  });

  it.each([
    '',
    '{}',
    '"}',
    '{"stream":"a"}',
    '{"stream":1,"type":"b"}',
    '{"stream":"a","type":2}',
    '{"a":"\\"stream\\":\\"a\\",\\"type\\":\\"b\\"}"}',
    '{"stream":"a","type":"b"} ',
    '{"stream":"a","type":"b\\""}',
    '{"type":"b","stream":"a"}',
  ])('is not found in %j', (text) => {
    expect(streamAtEnd(Buffer.from(text))).toBeUndefined();
  });
});
