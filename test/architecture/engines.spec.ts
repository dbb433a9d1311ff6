import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import semver from 'semver';
import { checkout } from '../checkout.js';

interface Locked {
  readonly version?: string;
  readonly engines?: { readonly node?: string };
}

/** Whoever installs on a Node that the house allows is warned of nothing. */
describe('what is installed', () => {
  it('runs on the least Node that package.json allows', async () => {
    const read = async (file: string): Promise<unknown> =>
      JSON.parse(await readFile(join(checkout, file), 'utf8'));
    const { engines } = (await read('package.json')) as { engines: { node: string } };
    const { packages } = (await read('package-lock.json')) as { packages: { [path: string]: Locked } };
    const least = semver.minVersion(engines.node)!;
    const unfit = Object.entries(packages)
      .filter(([, { engines: asked }]) => asked?.node && !semver.satisfies(least, asked.node))
      .map(([path, { version, engines: asked }]) => `${path} ${version} wants ${asked?.node}`);
    expect(Object.keys(packages).length).toBeGreaterThan(500);
    expect(unfit).toEqual([]);
  });
});
