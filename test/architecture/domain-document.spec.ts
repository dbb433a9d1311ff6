import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { houseKinds } from '#financing';
import { checkout } from '../checkout.js';

type Row = { readonly [column: string]: string };

/** The tables that stand under a heading of a Markdown document, by the name of their first column. */
function tablesUnder(heading: string, document: string): { readonly [first: string]: Row[] } {
  const [, after = ''] = document.split(`\n### ${heading}\n`);
  const [section = ''] = after.split(/\n##+ /);
  const tables: { [first: string]: Row[] } = {};
  for (const block of section.split(/\n\n+/).filter((text) => text.trimStart().startsWith('|'))) {
    const lines = block.trim().split('\n');
    const cells = lines.map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
    const [columns = [], , ...rows] = cells;
    tables[columns[0]!] = rows.map((row) =>
      Object.fromEntries(columns.map((name, at) => [name, row[at] ?? ''])),
    );
  }
  return tables;
}

const namesIn = (cell: string): string[] => cell.match(/\b[A-Z]\w+/g) ?? [];
/** A dash, or nothing, stands where there are none. */
const codesIn = (cell: string): string[] =>
  cell
    .split(',')
    .map((code) => code.trim())
    .filter((code) => /[a-z]/.test(code));

/** The document is what people read; what runs is what is declared. */
describe.each([
  ['party', houseKinds.party],
  ['coproduction', houseKinds.coProduction],
] as const)('docs/domain.md, of %s,', (heading, kind) => {
  let tables: ReturnType<typeof tablesUnder>;
  beforeAll(async () => {
    tables = tablesUnder(heading, await readFile(join(checkout, 'docs/domain.md'), 'utf8'));
  });
  const commands = Object.values(kind.commands);

  it('names every command, in order', () => {
    expect(tables['command']?.map((row) => row['command'])).toEqual(commands.map(({ type }) => type));
  });

  it('names the events of every command, and with them every event', () => {
    for (const [at, row] of tables['command']!.entries()) {
      // An event's name stands before its data in braces.
      const told = namesIn(row['event']!.replaceAll(/\{[^}]*\}/g, ''));
      expect([row['command'], told]).toEqual([row['command'], Object.keys(commands[at]!.makes)]);
    }
    const all = tables['command']!.flatMap((row) => namesIn(row['event']!));
    expect([...new Set(all)].sort()).toEqual(Object.keys(kind.events).sort());
  });

  it('tells what refuses a command, in the order of precedence', () => {
    for (const [at, row] of tables['command']!.entries()) {
      const [, refusals = ''] = Object.entries(row).find(([column]) => column.startsWith('refused'))!;
      expect([row['command'], codesIn(refusals)]).toEqual([
        row['command'],
        Object.keys(commands[at]!.refuses),
      ]);
    }
  });

  it('tells what every status allows', () => {
    const told = Object.fromEntries(
      tables['status']!.flatMap(({ status, commands: allowed }) =>
        status!.split(', ').map((one) => [one, namesIn(allowed!)]),
      ),
    );
    const declared = Object.fromEntries(
      kind.statuses.map((status) => [
        status,
        commands.filter(({ statuses }) => statuses.includes(status)).map(({ type }) => type as string),
      ]),
    );
    expect(told).toEqual(declared);
  });
});
