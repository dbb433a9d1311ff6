import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names of the environment that the programs read: those that stand in their source as words of their own. */
export function settingsInSource(): Set<string> {
  const names = new Set<string>();
  for (const folder of ['apps', 'infra']) {
    for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!entry.endsWith('.ts') || entry.endsWith('.spec.ts')) continue;
      const source = readFileSync(join(folder, entry), 'utf8');
      for (const [, name] of source.matchAll(/(?:Of|AcceptedBy|environment\[|isOn)\(?'([A-Z][A-Z_]+)'/g))
        names.add(name!);
    }
  }
  return names;
}

/** Where a path of what is built comes from: `dist/apps/api/main.js` is `apps/api/main.ts`. */
export const sourceOf = (built: string): string => built.replace(/^.*?dist\//, '').replace(/\.js$/, '.ts');

/** All programs that a text starts. */
export const programsIn = (text: string): string[] =>
  [...text.matchAll(/dist\/apps\/[\w/-]+\.js/g)].map(([program]) => program);
