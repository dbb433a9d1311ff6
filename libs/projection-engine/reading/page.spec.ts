import { InvalidCursor, keyAfter, limitOf, type PagedList, pageOf, wholeNumber } from './page.js';

const pledges: PagedList = { name: 'pledges', key: [wholeNumber] };
const rows = [{ position: '3' }, { position: '5' }, { position: '9' }];
const page = (limit: number, list = pledges) =>
  pageOf(
    rows.slice(0, limit + 1),
    limit,
    list,
    ({ position }) => [position],
    ({ position }) => Number(position),
  );
const cursor = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a page', () => {
  it('says where the next one begins, and nothing at the end of the list', () => {
    const first = page(2);
    expect(first.items).toEqual([3, 5]);
    expect(keyAfter({ cursor: first.next! }, pledges)).toEqual(['5']);
    expect(page(3)).toEqual({ items: [3, 5, 9], next: null });
  });

  it('is the first one where no cursor is given', () => {
    expect(keyAfter({}, pledges)).toBeUndefined();
  });

  it('has as many items as asked, within limits', () => {
    expect([limitOf({}), limitOf({ limit: 1 }), limitOf({ limit: 200 })]).toEqual([50, 1, 200]);
    for (const limit of [0, 201, -1, 1.5, Number.NaN]) {
      expect(() => limitOf({ limit })).toThrow(RangeError);
    }
  });
});

describe('a cursor', () => {
  it.each([
    ['empty', ''],
    ['made up', 'nonsense'],
    ['not base64url', '{"a":1}'],
    ['of another list', page(2, { ...pledges, name: 'deliveries' }).next!],
    ['without a key', cursor(['pledges'])],
    ['with too much', cursor(['pledges', '1', '2'])],
    ['with a number', cursor(['pledges', 1])],
    ['with SQL', cursor(['pledges', "0' OR true"])],
    ['with a number that no column holds', cursor(['pledges', '99999999999999999999'])],
    ['that is no list', cursor({ 0: 'pledges', 1: '1' })],
    ['that is null', cursor(null)],
    ['too long', cursor(['pledges', '1'.repeat(1_000)])],
    ['cut off', page(2).next!.slice(0, -3)],
  ])('that is %s is refused', (_what, made) => {
    expect(() => keyAfter({ cursor: made }, pledges)).toThrow(InvalidCursor);
  });
});
