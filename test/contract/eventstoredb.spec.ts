import { type Double, startDouble } from '../eventstoredb-double/double.js';
import { describeEventStore } from './event-store.contract.js';
import { openEventStoreDbHarness } from './eventstoredb-harness.js';

/** `ESDB_URL=esdb://…` runs the suite on a real server; without it on a double of one. */
const url = process.env['ESDB_URL'];
let double: Double | undefined;

afterAll(() => double?.close());

const server = url === undefined ? 'a double of EventStoreDB' : 'the EventStoreDB of ESDB_URL';

describeEventStore(`the event store on ${server}`, async () => {
  if (url !== undefined) return openEventStoreDbHarness(url);
  double ??= await startDouble();
  return openEventStoreDbHarness(double.connectionString);
});
