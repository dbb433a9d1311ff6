import fc from 'fast-check';
import { type OrdinalHeap, ordinalsIn, pop, push, smallest } from './ordinal-heap.js';

const ordinals = fc.uniqueArray(fc.nat({ max: 100_000 }), { maxLength: 200 });

const heapOf = (put: readonly number[]): OrdinalHeap =>
  put.reduce<OrdinalHeap>((heap, ordinal) => push(heap, ordinal), undefined);

describe('a heap of ordinals', () => {
  it('gives back what was put in, the smallest first', () => {
    fc.assert(
      fc.property(ordinals, (put) => {
        let heap = heapOf(put);
        const taken: number[] = [];
        for (let next = smallest(heap); next !== undefined; next = smallest(heap)) {
          taken.push(next);
          heap = pop(heap);
        }
        expect(taken).toEqual(put.toSorted((one, other) => one - other));
      }),
    );
  });

  it('keeps its order when putting in and taking out alternate', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(), { nil: undefined })), (steps) => {
        let heap: OrdinalHeap;
        let plain: number[] = [];
        for (const step of steps) {
          if (step === undefined) {
            heap = pop(heap);
            plain = plain.slice(1);
          } else if (!plain.includes(step)) {
            heap = push(heap, step);
            plain = [...plain, step].sort((one, other) => one - other);
          }
          expect(smallest(heap)).toBe(plain[0]);
          expect(ordinalsIn(heap)).toEqual(plain);
        }
      }),
    );
  });

  it('leaves the heap before as it was', () => {
    const before = heapOf([5, 3, 9]);
    push(before, 1);
    pop(before);
    expect(ordinalsIn(before)).toEqual([3, 5, 9]);
  });

  it('has no smallest when it is empty, and can be taken from all the same', () => {
    expect(smallest(pop(undefined))).toBeUndefined();
  });
});
