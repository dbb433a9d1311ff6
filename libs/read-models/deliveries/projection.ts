import { coProductionStream } from '#financing';
import type { ReadModel } from '../read-model.js';
import { readTable } from '#projection-engine';
import { deliveryEnds, newDeliveries } from './changes.js';

const table = readTable('deliveries', {
  coProductionId: 'key uuid',
  deliveryId: 'key uuid',
  position: 'once bigint',
  producerId: 'once uuid',
  groupId: 'once uuid',
  season: 'once text',
  dispatchedOn: 'once date',
  lines: 'once json',
  status: 'last text',
  acceptedOn: 'last date',
  acceptedLines: 'last json',
  value: 'last bigint',
  settled: 'last bigint',
  advanceRepaid: 'last bigint',
  dueToProducer: 'last bigint',
  dueFromGroup: 'last bigint',
  reasonCode: 'last text',
});

/** Every delivery, what was taken of it, and what that paid back. */
export const deliveries: ReadModel = {
  name: 'deliveries',
  of: coProductionStream,
  tables: [table],

  apply(events, writing) {
    writing.begin(table, newDeliveries(events));
    writing.change(table, deliveryEnds(events));
  },
};
