import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { TrustPolicy } from '#transparency-log';
import { OwnCopy } from '../copy/own-copy.js';
import { CouldNotCheck } from '../finding.js';
import { readPolicy } from '../log/policy.js';
import { Reporter } from './reporter.js';

/** What every command takes. */
export interface GeneralOptions {
  readonly directory: string;
  readonly policy?: string;
  readonly json?: true;
}

/** What a command works with. */
export interface Setting {
  readonly reporter: Reporter;
  policy(): Promise<TrustPolicy>;
  /** Works on the copy, empty as it may be, while no other process writes to it. */
  withCopy<Result>(work: (copy: OwnCopy) => Promise<Result>): Promise<Result>;
  /** A copy of something that was followed before. Rejects with CouldNotCheck where nothing was. */
  followedCopy(): Promise<OwnCopy>;
}

/** `out` is where findings go. */
export function settingOf({ directory, policy, json }: GeneralOptions, out: NodeJS.WriteStream): Setting {
  const folder = fromWhereCalled(directory);
  return {
    reporter: new Reporter(json ?? false, out),
    policy: () => readPolicy(policy === undefined ? join(folder, 'policy') : fromWhereCalled(policy)),
    withCopy: (work) => OwnCopy.alone(folder, work),
    followedCopy: async () => {
      const followed = await OwnCopy.open(folder);
      if (followed.verified !== undefined) return followed;
      throw new CouldNotCheck(`There is no copy of a log in ${folder} yet. Run follow first.`);
    },
  };
}

/** A file that the partner names. Rejects with CouldNotCheck. */
export async function readFileOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(fromWhereCalled(path));
  } catch (error) {
    throw new CouldNotCheck(`${path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

/** The token is a secret, so it comes from the environment or a file, not from a command line that others can see. */
export async function tokenOf(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return process.env['SEMINA_TOKEN'] || undefined;
  return Buffer.from(await readFileOf(file))
    .toString('utf8')
    .trim();
}

/** npm runs a script in the folder of the package; a path is meant from where npm was called, if it is there. */
function fromWhereCalled(path: string): string {
  const caller = process.env['npm_lifecycle_event'] === 'auditor' ? process.env['INIT_CWD'] : undefined;
  const called = resolve(caller ?? '.', path);
  return existsSync(called) || !existsSync(resolve(path)) ? called : resolve(path);
}
