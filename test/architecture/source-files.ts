import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '../checkout.js';

/** A hand-written file of the house. */
export interface SourceFile {
  /** From the top, e.g. `libs/decision/index.ts`. */
  readonly path: string;
  readonly text: string;
  /** A spec, or what only specs use. */
  readonly isTest: boolean;
}

/** Where specs keep what they share, inside rooms. */
const forSpecs = /^test\/|\.spec\.ts$|\.fixture\.ts$|\/testing\/|\/specification\//;

const pathsIn = (folder: string): string[] =>
  readdirSync(join(checkout, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|sql)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(checkout.length + 1));

/** Every .ts and .sql file of apps, libs, infra and test. What an earlier release wrote, in test/data, is nobody's to change. */
export const sourceFiles = (): SourceFile[] =>
  ['apps', 'libs', 'infra', 'test']
    .flatMap(pathsIn)
    .filter((path) => !path.startsWith('test/data/'))
    .map((path) => ({
      path,
      text: readFileSync(join(checkout, path), 'utf8'),
      isTest: forSpecs.test(path),
    }));
