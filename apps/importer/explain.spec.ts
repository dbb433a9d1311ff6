import { refusalsOf } from '#decision';
import { kinds } from '#financing';
import { explain } from './explain.js';
import { meaningOf } from './meanings.js';
import { inFileOrder, refusalLine, type Refusal } from './refusal.js';

const problem = { detail: undefined, details: {}, errors: [] };

describe('a refusal', () => {
  it('has words for every code of the rules', () => {
    const codes = kinds.flatMap((kind) => Object.keys(refusalsOf(kind)));
    expect(codes).toContain('receipt_exceeds_pledge');
    expect(codes.filter((code) => meaningOf(code) === undefined)).toEqual([]);
  });

  it('tells amounts in major units and parties by their refs', () => {
    const ids = new Map([['party PR1', '0198a1de-0000-7000-8000-000000000001']] as const);
    const details = { open: 15_000, producerId: '0198a1de-0000-7000-8000-000000000001' };
    expect(explain({ ...problem, code: 'receipt_exceeds_pledge', details }, 'EUR', ids).words).toBe(
      'This is more than the pledge still promises. (open 150.00 EUR; producer PR1)',
    );
  });

  it('with a code that only the server knows says what the server says', () => {
    const known = explain({ ...problem, code: 'harvest_eaten', detail: 'By snails.' }, 'EUR', new Map());
    const unknown = explain({ ...problem, code: 'harvest_eaten' }, 'EUR', new Map());
    expect([known.words, unknown.words]).toEqual(['By snails.', 'harvest eaten.']);
  });

  it('names what is wrong with a field', () => {
    const errors = [{ field: 'bankReference', message: 'must be a code' }];
    expect(explain({ ...problem, code: 'invalid_input', errors }, 'EUR', new Map()).words).toContain(
      '(bankReference: must be a code)',
    );
  });

  it('is one line, with nothing in it that could steer a terminal', () => {
    const refusal: Refusal = { file: 'pledges.csv', line: 3, ref: 'P\u001b[2J1', code: 'c', words: 'a\nb' };
    expect(refusalLine(refusal)).toBe('pledges.csv:3 P [2J1 c: a b');
  });

  it('stands where a person mends it: file by file, line by line', () => {
    const at = (file: Refusal['file'], line: number): Refusal => ({
      file,
      line,
      ref: '',
      code: '',
      words: '',
    });
    const order = inFileOrder([at('deliveries.csv', 2), at('pledges.csv', 9), at('pledges.csv', 3)]);
    expect(order.map(({ file, line }) => `${file}:${line}`)).toEqual([
      'pledges.csv:3',
      'pledges.csv:9',
      'deliveries.csv:2',
    ]);
  });
});
