import type { ProjectionStatus } from '#projection-engine';
import { statusTable } from './status-table.js';

const healthy: ProjectionStatus = {
  name: 'trail',
  version: 2,
  position: 41n,
  lag: 1,
  running: true,
  failure: null,
  rebuilding: null,
};

describe('the table of the projections', () => {
  it('tells how far each is and who stands still', () => {
    const failure = { reason: 'event X at position 42 cannot be applied', since: '2020-06-30', attempts: 3 };
    const table = statusTable([
      healthy,
      { ...healthy, name: 'balances', running: false, failure, rebuilding: 7n },
    ]);
    expect(table).toMatch(/trail +│ 2 +│ 41 +│ 1 +│ yes/);
    expect(table).toMatch(/balances .*no .*at 7 .*event X at position 42 .*tried 3 times/);
  });
});
