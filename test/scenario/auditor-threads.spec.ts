import { rm } from 'node:fs/promises';
import { writeCopy } from '../benchmark/log-of-books/copy.js';
import { codesIn, Partner, type Outcome } from './auditor/program.js';

let partner: Partner;
beforeAll(async () => {
  partner = await Partner.with('');
  await writeCopy(partner.directory, 4_000, 12, (leaf, position) =>
    position % 900 === 0 ? Buffer.from(leaf.toString().replace(/"revision":\d+/, '"revision":0')) : leaf,
  );
});
afterAll(() => rm(partner.directory, { recursive: true, force: true }));

const books = (...args: string[]): Promise<Outcome> => partner.run(['books', ...args]);

describe('the books of a log, worked out by several threads,', () => {
  it.each([[[]], [['--accounts']], [['--co-production', '00000003-0000-4000-8000-000000000000']]])(
    'read as those that one thread works out (%j)',
    async (args) => {
      const one = await books(...args, '--threads', '1');
      const three = await books(...args, '--threads', '3');
      expect(three.stdout).toBe(one.stdout);
      expect(three.status).toBe(one.status);
      expect(one.stdout).toContain('events, ');
    },
  );

  it('tell every finding, and that there are some', async () => {
    const { status, stdout, stderr } = await books('--threads', '2');
    expect(stderr).toBe('');
    expect(status).toBe(1);
    expect(codesIn({ status, stdout, stderr })).toEqual(expect.arrayContaining(['history_gap']));
  });

  it('end with a refusal where the copy is not what was verified', async () => {
    const damaged = await Partner.with('');
    await writeCopy(damaged.directory, 700, 4);
    await damaged.given('leaves', Buffer.alloc(3));
    const { status, stderr } = await damaged.run(['books', '--threads', '2']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^Could not check: Your own copy .* is damaged/);
    await rm(damaged.directory, { recursive: true, force: true });
  });
});
