import Table from 'cli-table3';
import type { ProjectionStatus } from '#projection-engine';

/** A row a projection: how far it is, whether somebody runs it, and why it stands still where it does. */
export function statusTable(statuses: readonly ProjectionStatus[]): string {
  const table = new Table({
    head: [
      'projection',
      'version',
      'position',
      'behind',
      'run by a process',
      'rebuilding',
      'stands still because',
    ],
    style: { head: [], border: [] },
  });
  for (const { name, version, position, lag, running, rebuilding, failure } of statuses) {
    table.push([
      name,
      version,
      String(position),
      lag,
      running ? 'yes' : 'no',
      rebuilding === null ? '' : `at ${rebuilding}`,
      failure === null ? '' : `${failure.reason} (since ${failure.since}, tried ${failure.attempts} times)`,
    ]);
  }
  return table.toString();
}
