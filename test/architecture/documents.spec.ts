import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkout } from '../checkout.js';

const documents = ['', 'docs', 'docs/performance', 'libs', 'infra', 'test', 'apps']
  .flatMap((folder) =>
    readdirSync(join(checkout, folder), { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() && folder !== ''
        ? [join(folder, entry.name, 'README.md')]
        : [join(folder, entry.name)],
    ),
  )
  .filter((path) => path.endsWith('.md') && existsSync(join(checkout, path)));
const textOf = (path: string): string => readFileSync(join(checkout, path), 'utf8');

/** Where the pages on adding something may leave the folder out, because they say which it is. */
const folderOf: { readonly [document: string]: string } = {
  'docs/add-a-command.md': 'libs/financing/co-production',
};

describe('a document', () => {
  it.each(documents)('%s names files and folders that are there', (document) => {
    const text = textOf(document);
    const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, to = '']) =>
      join(dirname(document), to),
    );
    const named = [...text.matchAll(/`((?:apps|libs|infra|test|docs)\/[\w./-]+)`/g)].map(
      ([, path = '']) => path,
    );
    expect([...links, ...named].filter((path) => !existsSync(join(checkout, path)))).toEqual([]);
  });

  it.each(Object.entries(folderOf))('%s names files of the folder that it says', (document, folder) => {
    const named = [...textOf(document).matchAll(/`((?:\.\.\/)?(?:[\w-]+\/)?[\w-]+(?:\.[\w-]+)*\.ts)`/g)].map(
      ([, path = '']) => path,
    );
    expect(named.length).toBeGreaterThan(10);
    const places = [
      '',
      folder,
      'libs/read-models/pledges',
      'libs/read-models/statements',
      'libs/financing/co-production/commands',
    ];
    const missing = named.filter((path) => !places.some((place) => existsSync(join(checkout, place, path))));
    expect(missing).toEqual([]);
  });

  it('of the house names every room', () => {
    const rooms = ['apps', 'libs'].flatMap((top) =>
      readdirSync(join(checkout, top)).map((room) => [top, room] as const),
    );
    for (const [top, room] of rooms) {
      expect(textOf('README.md')).toContain(`\`${top}/${room}\``);
      expect(textOf('docs/architecture.md')).toMatch(new RegExp(`(^| )${room}/`, 'm'));
    }
  });

  it.each(documents)('%s has prose of at most 100 characters a line', (document) => {
    let isCode = false;
    const long = textOf(document)
      .split('\n')
      .filter((line) => {
        if (/^\s*```/.test(line)) isCode = !isCode;
        // A table and a word that is longer, such as an address, cannot be wrapped.
        return (
          !isCode &&
          line.length > 100 &&
          !/^\s*\|/.test(line) &&
          /\S\s+\S/.test(line.slice(0, 90)) &&
          !/\S{60}/.test(line)
        );
      });
    expect(long).toEqual([]);
  });
});
