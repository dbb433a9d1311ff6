import { bookEvents, deliveryAccepted } from '../example-events.fixture.js';
import { deliveryEnds, newDeliveries } from './changes.js';

const line = { productCode: 'TAR10', quantity: '10', unitPrice: '15.50' };

describe('what a batch does to a delivery', () => {
  it('is to dispatch it', () => {
    const events = bookEvents({
      type: 'DeliveryDispatched',
      data: {
        deliveryId: 'D',
        producerId: 'ficodindia',
        groupId: 'bergamo',
        season: '2019/20',
        lines: [line],
        dispatchedOn: '2019-12-05',
      },
    });
    const [delivery] = newDeliveries(events);
    expect(delivery).toMatchObject({ deliveryId: 'D', status: 'dispatched', position: 1n });
    expect(JSON.parse(delivery!.lines)).toEqual([line]);
  });

  it('is to accept it, with what it paid back and what is due', () => {
    const [end] = deliveryEnds(bookEvents(deliveryAccepted()));
    expect(end).toMatchObject({
      status: 'accepted',
      acceptedOn: '2019-12-07',
      value: 15_500,
      settled: 10_000,
      advanceRepaid: 7_000,
      dueToProducer: 8_500,
      dueFromGroup: 5_500,
      reasonCode: null,
    });
    expect(JSON.parse(end!.acceptedLines!)).toEqual([{ ...line, value: 15_500 }]);
  });

  it('is to reject it, with the reason and nothing else', () => {
    const rejected = {
      type: 'DeliveryRejected',
      data: { deliveryId: 'D', producerId: 'ficodindia', groupId: 'bergamo', reasonCode: 'spoilt' },
    } as const;
    const [end] = deliveryEnds(bookEvents(rejected));
    expect(end).toMatchObject({ status: 'rejected', reasonCode: 'spoilt', value: null, acceptedLines: null });
  });
});
