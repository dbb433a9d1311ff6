import { Replay } from '#apps/auditor/books/replay.js';
import type { AuditedBook } from '#apps/auditor/books/audited-book.js';
import type { Finding } from '#apps/auditor/finding.js';
import type { CoProduction, CoProductionEvent, DataOf } from '#financing';
import { leafOf, logOfBooks } from '../benchmark/log-of-books/log-of-books.js';
import { leavesOf } from './auditor/leaves.js';
import { barbajanni, coProductionId, expected } from './projections/barbajanni.js';

type Type = CoProductionEvent['type'];
const story = barbajanni().events;
const partiesCount = leavesOf(coProductionId, story).length - story.length;

interface Audited {
  readonly findings: Finding[];
  readonly books: AuditedBook[];
}

function audit(leaves: readonly Uint8Array[], only?: string): Audited {
  const audited: Audited = { findings: [], books: [] };
  const replay = new Replay(
    { finding: (finding) => audited.findings.push(finding), book: (book) => audited.books.push(book) },
    only,
  );
  for (const leaf of leaves) replay.take(leaf);
  replay.finish();
  return audited;
}
const auditStory = (events: readonly CoProductionEvent[]): Audited =>
  audit(leavesOf(coProductionId, events, story));

/** The story with one event changed: the first of its type that will do. */
function changed<Wanted extends Type>(
  type: Wanted,
  change: (data: DataOf<Wanted>) => Partial<DataOf<Wanted>>,
  will: (data: DataOf<Wanted>) => boolean = () => true,
): { events: CoProductionEvent[]; position: number } {
  const at = story.findIndex((event) => event.type === type && will(event.data as DataOf<Wanted>));
  if (at < 0) throw new Error(`no ${type} in the story`);
  const data = story[at]!.data as DataOf<Wanted>;
  const event = { type, data: { ...data, ...change(data) } } as CoProductionEvent;
  return { events: story.with(at, event), position: partiesCount + at + 1 };
}

const codesAt = ({ findings }: Audited, position: number): string[] =>
  findings.filter(({ details }) => details['position'] === position).map(({ code }) => code);

const dataOf = <Wanted extends Type>(type: Wanted): DataOf<Wanted> =>
  story.find((event) => event.type === type)!.data as DataOf<Wanted>;

describe('the books of a real co-production', () => {
  it('come out of the leaves to the cent, and no rule is broken', () => {
    const { findings, books } = auditStory(story);
    expect(findings).toEqual([]);
    expect(books).toHaveLength(1);
    const balances = Object.fromEntries(
      [...books[0]!.accounts.all].map(({ name, balance }) => [name, balance]),
    );
    expect(balances['assets:bank'] ?? 0).toBe(expected.trial_balance['assets:bank'] ?? 0);
    expect(Object.values(balances).reduce((sum, amount) => sum + amount, 0)).toBe(0);
    const state = books[0]!.state as CoProduction;
    expect(books[0]!.accounts.sum('liabilities:advances')).toBe(0 - state.balances.advances);
    expect(books[0]!.accounts.sum('assets:producer-advances')).toBe(state.balances.producerAdvances);
  });
});

describe('a broken rule is told, with its position:', () => {
  const rows: readonly [string, string, () => { events: CoProductionEvent[]; position: number }][] = [
    [
      'postings that do not sum to zero',
      'unbalanced',
      () => changed('TrancheDisbursed', ({ amount }) => ({ amount: amount + 1 })),
    ],
    [
      'more received than promised',
      'received_beyond_promise',
      () => changed('AdvanceReceived', ({ amount }) => ({ amount: amount + 10 ** 8 })),
    ],
    [
      'a tranche that nothing covers',
      'tranche_not_covered',
      () =>
        changed('TrancheDisbursed', ({ fromAdvances }) => ({
          amount: 10 ** 9 + fromAdvances,
          fromDonations: 10 ** 9,
        })),
    ],
    [
      'a bank line that is booked twice',
      'bank_reference_reused',
      () => changed('TrancheDisbursed', () => ({ bankReference: dataOf('AdvanceReceived').bankReference })),
    ],
    [
      'a delivery that is settled with another pledge than the oldest',
      'settlement_wrong',
      () =>
        changed(
          'DeliveryAccepted',
          ({ settlements }) => ({
            settlements: settlements
              .toReversed()
              .map((one, at) => ({ ...one, amount: settlements[at]!.amount })),
          }),
          ({ settlements }) => settlements.length > 1,
        ),
    ],
    [
      'a delivery whose lines are not worth what it says',
      'settlement_wrong',
      () =>
        changed('DeliveryAccepted', ({ lines }) => ({
          lines: lines.map((line) => ({ ...line, value: line.value + 1 })),
        })),
    ],
    [
      'an advance that is paid back beyond its balance',
      'advance_below_zero',
      () =>
        changed('DeliveryAccepted', ({ value, settlements }) => ({
          value: value + 10 ** 8,
          dueToProducer: value + 10 ** 8 - dataOf('DeliveryAccepted').advanceRepaid,
          settlements: [
            { pledgeId: settlements[0]!.pledgeId, amount: settlements[0]!.amount + 10 ** 8 },
            ...settlements.slice(1),
          ],
        })),
    ],
    [
      'a price that was never agreed',
      'refused_by_the_rules',
      () =>
        changed('DeliveryDispatched', ({ lines }) => ({
          lines: lines.map((line) => ({ ...line, unitPrice: '0.01' })),
        })),
    ],
    [
      'a tranche that the terms do not know',
      'refused_by_the_rules',
      () => changed('TrancheDisbursed', () => ({ tranche: 99 })),
    ],
    [
      'a sum that was not pledged',
      'differs_from_the_rules',
      () => changed('CoProductionConfirmed', ({ pledged }) => ({ pledged: pledged + 1 })),
    ],
    [
      'an amount that is no amount',
      'leaf_malformed',
      () => changed('AdvanceReceived', () => ({ amount: -1 })),
    ],
  ];

  it.each(rows)('%s (%s)', (_what, code, broken) => {
    const { events, position } = broken();
    expect(codesAt(auditStory(events), position)).toContain(code);
  });

  it('all of them, where an event breaks several', () => {
    const { bankReference } = dataOf('AdvanceReceived');
    const { events, position } = changed('TrancheDisbursed', ({ fromAdvances }) => ({
      amount: 10 ** 9 + fromAdvances,
      fromDonations: 10 ** 9,
      bankReference,
      tranche: 99,
    }));
    expect(codesAt(auditStory(events), position)).toEqual(
      expect.arrayContaining(['tranche_not_covered', 'bank_reference_reused', 'refused_by_the_rules']),
    );
  });

  it('a pledge that is undone a second time, or not in full', () => {
    const opened = story.findIndex(({ type }) => type === 'AdvanceReceived');
    const { pledgeId, amount } = dataOf('PledgeMade');
    const withdrawn = (part: number): CoProductionEvent => ({
      type: 'PledgeWithdrawn',
      data: { pledgeId, amount: part, withdrawnOn: '2019-05-01' },
    });
    const beforeMoney = story.slice(0, opened);
    expect(auditStory([...beforeMoney, withdrawn(amount)]).findings).toEqual([]);
    const { findings } = auditStory([...beforeMoney, withdrawn(amount - 1), withdrawn(1)]);
    expect(findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['reversal_wrong', 'reversal_wrong']),
    );
  });

  it('in words that name the event, the book and the amounts', () => {
    const { events } = changed('AdvanceReceived', ({ amount }) => ({ amount: amount + 10 ** 8 }));
    const [first] = auditStory(events).findings;
    expect(first!.message).toMatch(
      /^Event \d+ \(AdvanceReceived, 2023-01-01\) of ".+": the pledge \S+ promised [\d.]+ EUR, and [\d.]+ EUR were received\.$/,
    );
  });
});

describe('a log that was tampered with', () => {
  const leaves = leavesOf(coProductionId, story);
  const codes = (changedLeaves: readonly Uint8Array[]): string[] => [
    ...new Set(audit(changedLeaves).findings.map(({ code }) => code)),
  ];

  it('shows where events are missing, stand twice or in the wrong order', () => {
    expect(codes(leaves.toSpliced(60, 1))).toContain('history_gap');
    expect(codes([...leaves, leaves[60]!])).toContain('history_gap');
    expect(codes(leaves.toSpliced(60, 2, leaves[61]!, leaves[60]!))).toContain('history_gap');
  });

  it('shows what is no event, and goes on', () => {
    const damaged = ['', '{', '[]', '{"a":1}', '{"b":1,"a":1}', '"\\ud800"'].map((text) => Buffer.from(text));
    const { findings, books } = audit([...leaves, ...damaged, Uint8Array.of(0xff)]);
    expect(findings.map(({ code }) => code)).toEqual(Array.from({ length: 7 }, () => 'leaf_malformed'));
    expect(books).toHaveLength(1);
  });

  it('never stops at an event whose data are anything at all', () => {
    const strange = [null, -1, 1e300, 'x', '__proto__', [], {}, [[]], true];
    for (const [at, event] of story.entries()) {
      if (at % 7 > 0) continue;
      for (const field of Object.keys(event.data)) {
        const value = strange[(at + field.length) % strange.length];
        const event2 = { ...event, data: { ...event.data, [field]: value } } as unknown as CoProductionEvent;
        expect(() => auditStory(story.slice(0, at).concat(event2))).not.toThrow();
      }
    }
  });

  it('tells of what is written into a book after its end', () => {
    const proposed = story[0]!;
    const abandoned: CoProductionEvent = { type: 'CoProductionAbandoned', data: { reasonCode: 'frost' } };
    const { findings, books } = auditStory([proposed, abandoned, { type: 'PledgingOpened', data: {} }]);
    expect(books.map(({ status }) => status)).toEqual(['abandoned']);
    expect(findings.map(({ code }) => code)).toEqual(['refused_by_the_rules']);
  });

  it('and where what came before leaves the rules at a loss, so that nothing can be decided', () => {
    let isChanged = false;
    const leaves = [...logOfBooks(600, 4)].map((event, at) => {
      const leaf = leafOf(event, at + 1);
      if (isChanged || event.type !== 'DeliveryAccepted') return leaf;
      isChanged = true;
      return Buffer.from(leaf.toString().replace(/"dueFromGroup":0(.*"value":(\d+))/, '"dueFromGroup":$2$1'));
    });
    const told = audit(leaves).findings.map(({ message }) => message);
    expect(told).toContainEqual(expect.stringContaining('advances that none of its pledges holds'));
  });
});
