import {
  acceptDelivery,
  advanceReceived,
  confirmed,
  deliveryAccepted,
  deliveryDispatched,
  given,
  pledgeMade,
  pledging,
  pledgingOpened,
  proposed,
} from './specification/index.js';
import type { CoProductionEvent } from './catalogue.js';

/** Three advances of 50.00 by one group. */
const promised = [
  ...pledging,
  ...['first', 'second', 'third'].map((pledgeId) => pledgeMade({ pledgeId, amount: 5_000 })),
  confirmed,
] as const;
const paid = (pledgeId: string, amount = 5_000) =>
  advanceReceived({ pledgeId, amount, bankReference: `${pledgeId}-${amount}` });
const boxes = (quantity: string, deliveryId = 'D1') =>
  deliveryDispatched({ deliveryId, lines: [{ productCode: 'TAR10', quantity, unitPrice: '15.50' }] });
const accepted = (quantity: string, value: number, settlements: readonly (readonly [string, number])[]) => {
  const settled = settlements.reduce((sum, [, amount]) => sum + amount, 0);
  return deliveryAccepted({
    lines: [{ productCode: 'TAR10', quantity, unitPrice: '15.50', value }],
    value,
    settlements: settlements.map(([pledgeId, amount]) => ({ pledgeId, amount })),
    advanceRepaid: 0,
    dueToProducer: value,
    dueFromGroup: value - settled,
  });
};

describe('the settlement of a delivery', () => {
  it('begins with the oldest pledge, not with the oldest receipt', () => {
    given(...promised, paid('third'), paid('second'), paid('first'), boxes('5'))
      .when(acceptDelivery())
      .then(
        accepted('5', 7_750, [
          ['first', 5_000],
          ['second', 2_750],
        ]),
      );
  });

  it('passes over a pledge of which nothing has arrived', () => {
    given(...promised, paid('third'), boxes('1'))
      .when(acceptDelivery())
      .then(accepted('1', 1_550, [['third', 1_550]]));
  });

  it('goes on where the last delivery ended', () => {
    const before = accepted('5', 7_750, [
      ['first', 5_000],
      ['second', 2_750],
    ]);
    given(...promised, paid('third'), paid('second'), paid('first'), boxes('5'), before, boxes('2', 'D2'))
      .when(acceptDelivery({ deliveryId: 'D2' }))
      .then({
        ...before,
        data: {
          ...accepted('2', 3_100, [
            ['second', 2_250],
            ['third', 850],
          ]).data,
          deliveryId: 'D2',
        },
      });
  });

  it('returns to an older pledge when more of its money arrives', () => {
    const before = accepted('2', 3_100, [
      ['first', 1_000],
      ['second', 2_100],
    ]);
    const story = [
      paid('second'),
      paid('first', 1_000),
      boxes('2'),
      before,
      paid('first', 4_000),
      boxes('1', 'D2'),
    ];
    given(...promised, ...story)
      .when(acceptDelivery({ deliveryId: 'D2' }))
      .then({
        type: 'DeliveryAccepted',
        data: { ...accepted('1', 1_550, [['first', 1_550]]).data, deliveryId: 'D2' },
      });
  });

  it("leaves other groups' advances alone", () => {
    const others = pledgeMade({ pledgeId: 'P0', by: 'gas-monza', through: 'gas-monza', amount: 5_000 });
    given(
      ...pledging,
      others,
      pledgeMade(),
      confirmed,
      advanceReceived({ pledgeId: 'P0', groupId: 'gas-monza', amount: 5_000 }),
      boxes('1'),
    )
      .when(acceptDelivery())
      .then(accepted('1', 1_550, []));
  });
});

describe('a delivery that would settle very many pledges', () => {
  const uncapped = proposed({
    target: { minimum: 1, goal: 1 },
    pledging: { opensOn: '2019-03-01', closesOn: '2019-05-03' },
  });
  const ids = (count: number, prefix: string) =>
    Array.from({ length: count }, (_, place) => `${prefix}${place}`);
  /** Every pledge is an advance of one cent that has arrived. */
  const cents = (pledgeIds: readonly string[]): CoProductionEvent[] => [
    uncapped,
    pledgingOpened,
    ...pledgeIds.map((pledgeId) => pledgeMade({ pledgeId, amount: 1 })),
    confirmed,
    ...pledgeIds.map((pledgeId) => advanceReceived({ pledgeId, amount: 1, bankReference: pledgeId })),
    boxes('1'),
  ];

  it('is refused when they are more than 1,000', () => {
    given(...cents(ids(1_001, 'P')))
      .when(acceptDelivery())
      .thenRejected('too_many_settlements', {});
    given(...cents(ids(1_000, 'P')))
      .when(acceptDelivery())
      .thenAccepted();
  });

  it('is refused when they do not fit into one event', () => {
    const uuidLike = '01234567-89ab-7def-8123-456789a';
    given(...cents(ids(1_000, uuidLike)))
      .when(acceptDelivery())
      .thenRejected('too_many_settlements', {});
    given(...cents(ids(750, uuidLike)))
      .when(acceptDelivery())
      .thenAccepted();
  });

  it('is refused for that before it is for its day, and after a quantity that exceeds what was dispatched', () => {
    const story = cents(ids(1_001, 'P'));
    given(...story)
      .when(acceptDelivery({ acceptedOn: '2019-01-01' }))
      .thenRejected('too_many_settlements', {});
    given(...story)
      .when(acceptDelivery({ lines: [{ productCode: 'TAR10', quantity: '2' }] }))
      .thenRejected('quantity_exceeds_dispatched');
  });
});
