import { heapOf, type OrdinalHeap, ordinalsIn, pop, push, smallest } from './ordinal-heap.js';
import fc from 'fast-check';

const ordinals = fc.uniqueArray(fc.nat({ max: 100_000 }), { maxLength: 200 });

const column = (...numbers: number[]) => ({ at: (place: number) => numbers[place]! });
const pushed = (put: readonly number[]): OrdinalHeap =>
  put.reduce<OrdinalHeap>((heap, ordinal) => push(heap, ordinal), undefined);

describe('a heap of ordinals', () => {
  it('gives back what was put in, the smallest first', () => {
    fc.assert(
      fc.property(ordinals, (put) => {
        let heap = pushed(put);
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
      fc.property(ordinals, fc.array(fc.option(fc.nat(), { nil: undefined })), (kept, steps) => {
        let plain: number[] = kept.toSorted((one, other) => one - other);
        let heap: OrdinalHeap = heapOf(column(...plain), 0, plain.length);
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

  it('is made of a part of a column whose numbers rise, and of no other', () => {
    expect(ordinalsIn(heapOf(column(9, 3, 5, 7, 1), 1, 4))).toEqual([3, 5, 7]);
    expect(heapOf(column(1), 1, 1)).toBeUndefined();
    expect(() => heapOf(column(3, 3), 0, 2)).toThrow(RangeError);
    expect(() => heapOf(column(3, 5, 4), 0, 3)).toThrow(RangeError);
  });

  it('leaves the heap before as it was', () => {
    const before = pushed([5, 3, 9]);
    push(before, 1);
    pop(before);
    expect(ordinalsIn(before)).toEqual([3, 5, 9]);
  });

  it('has no smallest when it is empty, and can be taken from all the same', () => {
    expect(smallest(pop(undefined))).toBeUndefined();
  });
});
