import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { checkout } from '../checkout.js';

/**
 * What we are measured against is a package of its own in test/benchmark/competitors, which only a benchmark installs. So no import names
 * a competitor: whoever needs one says which part of its public interface it uses, and loads it by name.
 */
const folder = join(checkout, 'test/benchmark/competitors');
const require = createRequire(join(folder, 'package.json'));

/**
 * Installs the competitors exactly as the lock file says, unless they are there. npm speaks on standard error. Answers with why they are
 * not there where that fails, as it does without a network: what needs no competitor can be measured all the same.
 */
export function installCompetitors(): string | undefined {
  if (isInstalled()) return undefined;
  process.stderr.write('Installing what to measure against (once) …\n');
  const { status, error } = spawnSync('npm', ['ci', '--silent', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', process.stderr, process.stderr],
  });
  return status === 0 ? undefined : `npm ci in ${folder} ${error?.message ?? `ended with ${status}`}.`;
}

/** The competitor's module, of which `Interface` is what the caller uses. */
export function loadCompetitor<Interface>(name: string): Interface {
  return require(name) as Interface;
}

/** The folder of a competitor that is no module. */
export function competitorFolder(name: string): string {
  return dirname(require.resolve(`${name}/package.json`));
}

/** E.g. `message-db 1.3.1`. */
export function competitorVersion(name: string): string {
  const { version } = JSON.parse(
    readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8'),
  ) as {
    version: string;
  };
  return `${name.replace(/^@[^/]+\//, '')} ${version}`;
}

/** npm writes down what it has installed; each of its packages must be there in the version of the lock file. */
function isInstalled(): boolean {
  const installed = join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  const [wanted, found] = [join(folder, 'package-lock.json'), installed].map(packagesOf);
  return Object.entries(wanted ?? {}).every(([path, { version }]) => found?.[path]?.version === version);
}

function packagesOf(lockFile: string): { [path: string]: { version: string } } {
  const { packages } = JSON.parse(readFileSync(lockFile, 'utf8')) as {
    packages: { [path: string]: { version: string } };
  };
  return Object.fromEntries(Object.entries(packages).filter(([path]) => path !== ''));
}
