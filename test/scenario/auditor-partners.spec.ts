import { readFileSync } from 'node:fs';
import { meanings } from '#apps/auditor/findings/meanings.js';

const text = readFileSync(new URL('../../docs/partners.md', import.meta.url), 'utf8');

describe('the README for partners', () => {
  it.each(Object.entries(meanings))(
    'says what the finding %s means, as the program does',
    (code, meaning) => {
      const row = text.split('\n').find((line) => line.startsWith(`| \`${code}\``));
      expect(row?.replaceAll(/ +/g, ' ')).toBe(`| \`${code}\` | ${meaning} |`);
    },
  );
});
