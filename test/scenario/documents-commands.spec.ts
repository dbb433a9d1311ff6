import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { meanings } from '#apps/auditor/meanings.js';
import { formatVerifierKey } from '#transparency-log';
import { auditorPersonId, ORIGIN, story, Territory } from './attacks/territory.js';
import { blocksOf, end, readDocument, saidBy, Terminal } from './documents/commands.js';
import { coProductionId } from './projections/barbajanni.js';

jest.setTimeout(120_000);

/** A key as documents write one: with its middle left out. */
const keyOf = (name: string): RegExp => new RegExp(`${name.replaceAll('.', '\\.')}\\+[0-9a-f]{8}\\+\\S+?…`);
const replaced = (text: string, what: string | RegExp, by: string): string => {
  const result = text.replaceAll(typeof what === 'string' ? what : new RegExp(what, 'g'), by);
  if (result === text) throw new Error(`the document no longer has ${what}`);
  return result;
};
/** A block as it is typed: line by line, each without what is said about it. */
const linesOf = (block: string): string[] =>
  block
    .split('\n')
    .map((line) => line.replace(/\s+# .*$/, '').trim())
    .filter((line) => line !== '');

describe('the document for partners', () => {
  it.each(Object.entries(meanings))(
    'says what the finding %s means, as the program does',
    async (code, meaning) => {
      const row = (await readDocument('docs/partners.md'))
        .split('\n')
        .find((line) => line.startsWith(`| \`${code}\``));
      expect(row?.replaceAll(/ +/g, ' ')).toBe(`| \`${code}\` | ${meaning} |`);
    },
  );
});

describe('every command of the documents does what they say, in the order of a partner:', () => {
  let text: string;
  let folder: string;
  let territory: Territory;
  let terminal: Terminal;
  let witnessKey: string;
  let watching: ChildProcess;
  let size: number;

  beforeAll(async () => {
    text = await readDocument('docs/partners.md');
    folder = await mkdtemp(join(tmpdir(), 'semina-partner-'));
    territory = await Territory.settle(['banca.example', 'nef.example']);
    terminal = await Terminal.open(folder, {
      SEMINA_TOKEN: await territory.server.token(auditorPersonId),
    });
  });
  afterAll(async () => {
    await end(watching);
    await territory.leave();
    await rm(folder, { recursive: true, force: true });
  });

  it('a witness is started, and tells its key', async () => {
    const [block] = blocksOf(text, 'Be a witness');
    const [make, list, watch, ...more] = linesOf(
      replaced(replaced(block!, keyOf(ORIGIN), territory.verifierKey), '--port 4080', '--port 0'),
    );
    expect(more).toEqual([]);
    const made = await terminal.run(make!);
    expect(made.stderr).toContain('There is no list of logs yet.');
    witnessKey = /witness\.mag6\.example\+\S+/.exec(made.stdout)![0];
    expect(await terminal.run(list!)).toMatchObject({ status: 0, stderr: '' });
    watching = terminal.start(watch!);
    const [, port] = await saidBy(watching, /at http:\S+:(\d+)\n/);
    territory.invited.push(`${witnessKey} http://127.0.0.1:${port}`);
  });

  it('the log is followed, the books are worked out and compared', async () => {
    size = await territory.write(story().told);
    await territory.notarize(size, { cosignatures: 3 });
    const [banca, nef] = territory.witnesses.map(({ key }) => formatVerifierKey(key));
    const [policy] = blocksOf(text, 'What you get, and what you keep');
    const keys: [RegExp, string][] = [
      [keyOf(ORIGIN), territory.verifierKey],
      [keyOf('mag6.example'), witnessKey],
      [keyOf('banca.example'), banca!],
      [keyOf('nef.example'), nef!],
    ];
    const own = keys.reduce((whole, [key, real]) => replaced(whole, key, real), policy!);
    const [block] = blocksOf(text, 'Verify in five minutes');
    const [make, token, ...commands] = linesOf(
      replaced(block!, 'https://semina.example', territory.server.url),
    );
    expect(await terminal.run(make!)).toMatchObject({ status: 0, stderr: '' });
    expect(token).toBe('export SEMINA_TOKEN=…');
    await writeFile(
      join(folder, 'my-audit', 'policy'),
      replaced(own, 'https://semina.example/log', territory.url),
    );
    const expected = [
      `Verified: ${size} events of ${ORIGIN}, ${size} of them new.\nCo-signed by `,
      `${size} events, 1 books. Every rule holds at every event.`,
      `1 books compared at event ${size}: the operator shows what the signed events add up to.`,
    ];
    expect(commands).toHaveLength(expected.length);
    for (const [at, command] of commands.entries()) {
      expect(await terminal.run(command)).toEqual({
        status: 0,
        stderr: '',
        stdout: expect.stringContaining(expected[at]!),
      });
    }
  });

  it('each of the further commands', async () => {
    const token = await territory.server.token(auditorPersonId);
    const headers = { authorization: `Bearer ${token}` };
    const { items } = (await (
      await fetch(`${territory.server.url}/co-productions/${coProductionId}/trail`, { headers })
    ).json()) as { items: { eventId: string }[] };
    const path = `/co-productions/${coProductionId}/trail/${items[0]!.eventId}/proof`;
    await mkdir(join(folder, 'mail'));
    const file = join(folder, 'mail', 'FILE');
    await writeFile(file, await (await fetch(territory.server.url + path, { headers })).text());
    const rows = [...text.matchAll(/^\| `([a-z-]+ [^`]*)`/gm)].map(([, row]) => row!.replaceAll('\\|', '|'));
    const commands = rows.flatMap((row) => {
      const choice = / (\w+(\|\w+)+) /.exec(row)?.[1];
      return choice === undefined ? [row] : choice.split('|').map((one) => row.replace(choice, one));
    });
    expect(commands).toHaveLength(9);
    for (const command of commands) {
      const typed = command
        .replace(/ FILE\.\.\.$/, ' mail/FILE mail/FILE')
        .replace(/ FILE$/, ' mail/FILE')
        .replace('ID', coProductionId)
        .replace('URL', territory.server.url);
      const outcome = await terminal.run(`npm run --silent auditor -- --directory my-audit ${typed}`);
      expect([typed, outcome]).toEqual([
        typed,
        { status: 0, stderr: '', stdout: expect.stringMatching(/\S/) },
      ]);
    }
    for (const format of ['hledger', 'beancount']) {
      const journal = `${territory.server.url}/co-productions/${coProductionId}/journal?format=${format}`;
      const exporting = `npm run --silent auditor -- --directory my-audit export --format ${format} --co-production ${coProductionId}`;
      // What the server writes is what those programs accept (test/http/log-journal.spec.ts).
      expect((await terminal.run(exporting)).stdout).toBe(await (await fetch(journal, { headers })).text());
    }
    const [line] = (
      await terminal.run('npm run --silent auditor -- --directory my-audit --json follow')
    ).stdout.split('\n');
    expect(JSON.parse(line!)).toMatchObject({ verified: { origin: ORIGIN, size, added: 0 } });
  });

  it('the page that a witness shows is held against one’s own', async () => {
    const [url] = territory.invited.map((address) => address.split(' ')[1]!);
    const [path] = /\/[0-9a-f]{64}\/checkpoint/.exec(await (await fetch(url!)).text())!;
    const block = blocksOf(text, 'Verify in five minutes')[1]!;
    const [fetching, agreeing] = linesOf(replaced(block, /https:\S+\/checkpoint/, url! + path));
    expect(await terminal.run(fetching!)).toMatchObject({ status: 0 });
    expect(await terminal.run(agreeing!)).toEqual({
      status: 0,
      stderr: '',
      stdout: `Agreed: the first ${size} events are the same for both of you.\n`,
    });
  });

  it('whoever runs the log asks how it is, has it inspected, and changes its key', async () => {
    const operator = await Terminal.open(folder, {
      DATABASE_URL: territory.databaseUrl,
      SEMINA_HOME: territory.home,
      LOG_LEVEL: 'warn',
    });
    const readme = linesOf(blocksOf(await readDocument('README.md')).join('')).filter((line) =>
      line.startsWith('npm run log'),
    );
    const ofNotary = [
      ...(await readDocument('libs/notary/README.md')).matchAll(/`(npm run log -- [a-z-]+)[^`]*`/g),
    ].map(([, command]) => command!);
    const told: Record<string, RegExp> = {
      'npm run log -- status': new RegExp(`published\\s*│ ${size}, since`),
      'npm run log -- fsck': /All is as it was signed\.\n$/,
      'npm run log -- key': /^semina\.example\/log\+[0-9a-f]{8}\+\S+\n$/,
      'npm run log -- new-key': /^(semina\.example\/log\+[0-9a-f]{8}\+\S+\n){2}$/,
      'npm run log -- retire-key': /^semina\.example\/log\+[0-9a-f]{8}\+\S+\n$/,
    };
    expect(new Set([...readme, ...ofNotary])).toEqual(new Set(Object.keys(told)));
    for (const [command, answer] of Object.entries(told)) {
      const id = command.endsWith('retire-key') ? ` ${territory.verifierKey.split('+')[1]}` : '';
      const outcome = await operator.run(command + id);
      expect([command, outcome.status, outcome.stdout]).toEqual([command, 0, expect.stringMatching(answer)]);
    }
  });
});
