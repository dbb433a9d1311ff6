import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { checkout } from '../checkout.js';

const folder = join(checkout, 'test/data/release-0.1.0');

export const backupFile = join(folder, 'backup.tar');

/** A file of the release that is kept unpacked. */
export const plainFile = (name: string): string => readFileSync(join(folder, name), 'utf8');

/** A packed file of the release. */
export const file = (name: string): string =>
  gunzipSync(readFileSync(join(folder, `${name}.gz`))).toString('utf8');

export const json = <Content>(name: string): Content => JSON.parse(file(name)) as Content;

export const lines = (name: string): string[] => file(name).trimEnd().split('\n');

/** The files that a packed folder holds as base64, by path. */
export const folderOf = (name: string): Map<string, Uint8Array> =>
  new Map(
    Object.entries(json<Record<string, string>>(name)).map(([path, base64]) => [
      path,
      Buffer.from(base64, 'base64'),
    ]),
  );

/** How many events the release recorded: the size of its log. */
export const SIZE = 529;
/** The co-production of the demo. */
export const DEMO = '1b596091-fa7c-5358-9438-b4e7b368c738';
/** The party at which an auditor may read the whole log. */
export const LOG_READER = 'eae1fad8-b2fd-5098-8b5e-3ac20e9349e7';
export const ORIGIN = 'barbajanni.example/log';

/** One request of the conversation, and what the release answered. */
export interface Exchange {
  readonly request: {
    readonly label: string;
    /** Whose token it carries; null where none. */
    readonly who: { readonly name: string; readonly personId: string; readonly operator?: true } | null;
    readonly method: string;
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  readonly answer: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
}

export const conversation = (): Exchange[] =>
  lines('conversation.ndjson').map((line) => JSON.parse(line) as Exchange);

/** The name of an exchange in a test's output. */
export const titleOf = ({ request }: Exchange): string =>
  `${request.who?.name ?? 'nobody'}: ${request.label} (${request.method} ${request.path})`;
