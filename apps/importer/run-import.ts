import { realpath } from 'node:fs/promises';
import type { BooksDocument } from './books/document.js';
import { readBooks } from './books/read-books.js';
import type { Folder } from './folder/read-folder.js';
import { FolderUnusable } from './folder/unusable.js';
import { refuseAnotherIdentity, rememberImport, type FolderImport } from './folder-memory.js';
import { invitations } from './invitations.js';
import type { Imported } from './perform.js';
import { performPlan } from './perform-plan.js';
import { personOf } from './plan/step.js';
import { showProgress } from './progress.js';
import type { Refusal } from './refusal.js';
import { booksReport, differenceReport, missingReport, refusalReport } from './report.js';
import { readSource, type Source } from './source.js';
import { Connection, ordinaryPatience } from './server/connection.js';
import { findServerKey } from './server/own-key.js';
import { Server } from './server/server.js';
import { Tokens } from './server/tokens.js';
import { ServerUnusable } from './server/unusable.js';

export interface ImportOptions {
  /** The folder to import. */
  readonly data: string;
  /** The running server's, without a slash at the end. */
  readonly url: string;
  /** Where the server's key is, in it or in a folder of it. */
  readonly home: string;
  /** One JSON document instead of tables. */
  readonly json: boolean;
  /** Ask again for rows that an earlier run with the same folder saw refused. */
  readonly again: boolean;
  /** Import a folder as another co-production than it was imported as before. */
  readonly asNew: boolean;
  /** Also print lines that ask the server on, with tokens. */
  readonly curl: boolean;
}

export interface Streams {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** 0: every row is booked. 1: some are not, or the books differ from expected.json. 2: folder or server is unusable. */
export type ExitStatus = 0 | 1 | 2;

/** A server that is not there is told at once; one that goes away in the middle is waited for. */
const firstContact = {
  patience_ms: 3_000,
  answer_ms: 10_000,
  advice: 'Is it started, and is this its address (--url)?',
};

interface Outcome {
  readonly imported: Imported;
  readonly books: BooksDocument;
  readonly curl: string;
}

/** Imports a folder over HTTP and prints the books that came of it. */
export async function runImport(options: ImportOptions, { stdout, stderr }: Streams): Promise<ExitStatus> {
  const refusals: Refusal[] = [];
  try {
    const source = await readSource(options.data);
    stderr.write(missingReport(source.missing));
    refusals.push(...source.plan.refusals);
    const outcome = await importInto(options, source, stderr, (refusal) => refusals.push(refusal));
    const { books, imported, curl } = outcome;
    const differing = source.expected === undefined ? '' : differenceReport(books, source.expected);
    stderr.write(refusalReport(refusals) + differing);
    if (options.json) stdout.write(`${JSON.stringify(books, undefined, 2)}\n`);
    else stdout.write(`${booksReport(books, source.folder, imported, source.expected)}\n${curl}`);
    return refusals.length === 0 && differing === '' ? 0 : 1;
  } catch (error) {
    if (!(error instanceof FolderUnusable || error instanceof ServerUnusable)) throw error;
    stderr.write(`${refusalReport(refusals)}${error.message}\n`);
    return 2;
  }
}

async function importInto(
  options: ImportOptions,
  { folder, digest, plan }: Source,
  stderr: NodeJS.WriteStream,
  refuse: (refusal: Refusal) => void,
): Promise<Outcome> {
  const { key, home } = await findServerKey(new Connection(options.url, firstContact), options.home);
  const { title, pledging } = folder.terms;
  const now: FolderImport = {
    ...{ folder: await realpath(options.data), server: key.id, identity: plan.identity },
    ...{ title, opensOn: pledging.opens_on },
  };
  if (!options.asNew) await refuseAnotherIdentity(home, now);
  const tokens = new Tokens(key);
  const progress = showProgress(plan.steps.length, stderr);
  const connection = new Connection(options.url, ordinaryPatience, (reason) => progress.waiting(reason));
  const server = new Server(connection, tokens);
  try {
    const { again } = options;
    const proposed = () => rememberImport(home, now);
    const stage = { server, folder, digest, home, again, proposed, progress, refuse };
    const imported = await performPlan(plan, stage);
    const books = await booksOf(server, folder, imported);
    const curl = options.curl ? await curlLines(tokens, folder, imported, options.url) : '';
    return { imported, books, curl };
  } finally {
    progress.end();
  }
}

function booksOf(
  server: Server,
  { terms, parties }: Folder,
  { ids, position }: Imported,
): Promise<BooksDocument> {
  const known = parties.flatMap(({ origin: { ref }, kind }) => {
    const id = ids.get(`party ${ref}`);
    return id === undefined ? [] : [[id, { ref, kind }] as const];
  });
  return readBooks(server, {
    coProductionId: ids.get('co-production') ?? '',
    person: { personId: ids.get(personOf(terms.custodian, 'treasurer')) ?? '' },
    position,
    parties: new Map(known),
  });
}

async function curlLines(tokens: Tokens, folder: Folder, { ids }: Imported, url: string): Promise<string> {
  const { terms, parties, pledges } = folder;
  const lines = await invitations(tokens, {
    ids,
    names: new Map(parties.map(({ origin, name }) => [origin.ref, name])),
    custodian: terms.custodian,
    auditor: terms.auditors[0],
    group: pledges[0]?.group,
    url,
  });
  return lines === '' ? '' : `\n${lines}\n`;
}
