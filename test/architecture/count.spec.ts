import { coProductionStream } from '#financing';
import { type SourceFile, sourceFiles } from './source-files.js';

/*
 * What whoever adds a command, a kind of stream or a read model has to change besides the files of
 * its own: counted by the files that name one that is there. New files of its own are not counted.
 */

const MOST_OF_THE_PRODUCT_FOR_A_COMMAND = 10;
const MOST_OF_THE_TESTS_FOR_A_COMMAND = 6;
const MOST_FOR_A_KIND = 8;
const MOST_FOR_A_READ_MODEL = 3;

const files = sourceFiles();
const [product, tests] = [files.filter(({ isTest }) => !isTest), files.filter(({ isTest }) => isTest)];

const names =
  (...words: readonly string[]) =>
  ({ text }: SourceFile): boolean =>
    words.some((word) => new RegExp(`(?<![\\w.])${word}\\b`).test(text));
const paths = (found: readonly SourceFile[]): string[] => found.map(({ path }) => path).sort();

describe('a command with its event', () => {
  const own = /\/(withdraw-pledge|pledge-withdrawn)(\.spec)?\.ts$/;

  it('is named in at most ten files of the product', () => {
    const naming = product
      .filter(({ path }) => !own.test(path))
      .filter(names('WithdrawPledge', 'PledgeWithdrawn'));
    expect(paths(naming)).toEqual([
      'apps/api/http/co-production-routes.ts',
      'apps/auditor/books/co-production-rules.ts',
      'libs/financing/co-production/catalogue.ts',
      'libs/financing/co-production/postings.ts',
      'libs/financing/co-production/who-may.ts',
      'libs/read-models/co-productions/changes.ts',
      'libs/read-models/pledges/changes.ts',
      'libs/read-models/producers/changes.ts',
      'libs/read-models/read-by.ts',
      'libs/read-models/statements/lines.ts',
    ]);
    expect(naming.length).toBeLessThanOrEqual(MOST_OF_THE_PRODUCT_FOR_A_COMMAND);
  });

  /**
   * Most tests name a command because their story has it: they go on as they are when there is one more. Those that
   * have to be told of a new one are the tables, which name every command, or every event.
   */
  it('has to be told to at most six files of tests', () => {
    const [commands, events] = [
      Object.keys(coProductionStream.commands),
      Object.keys(coProductionStream.events),
    ];
    const namesAll = (file: SourceFile): boolean =>
      [commands, events].some((all) => all.every((word) => names(word)(file)));
    const tables = tests.filter(namesAll);
    expect(paths(tables)).toEqual([
      'libs/financing/co-production/postings.spec.ts',
      'libs/financing/co-production/specification/examples.ts',
      'libs/financing/co-production/stream.spec.ts',
      'libs/financing/testing/who-may.ts',
      'test/property/co-production/commands.ts',
      'test/simulation/plan/wishes.ts',
    ]);
    expect(tables.length).toBeLessThanOrEqual(MOST_OF_THE_TESTS_FOR_A_COMMAND);
  });
});

describe('a kind of stream', () => {
  it('is named beside every other in at most eight files', () => {
    const both = product
      .filter(({ path }) => !/^libs\/financing\/(co-production|party)\//.test(path))
      .filter(names('coProductionStream', 'coProduction', 'servedCoProductions'))
      .filter(names('partyStream', 'party:', 'servedParties'));
    expect(paths(both)).toEqual([
      'apps/api/server/door.ts',
      'apps/auditor/books/audited-kinds.ts',
      'libs/financing/index.ts',
      'libs/financing/kinds.ts',
    ]);
    expect(both.length).toBeLessThanOrEqual(MOST_FOR_A_KIND);
  });

  it('is known to no engine', () => {
    const engines =
      /^libs\/(decision|accounting|event-store|command-handling|projection-engine|notary|transparency-log)\//;
    const knowing = product
      .filter(({ path }) => engines.test(path))
      .filter(names('coProduction\\w*', 'CoProduction\\w*'));
    expect(paths(knowing)).toEqual([]);
  });
});

describe('a read model', () => {
  /** To ask it over HTTP is a question of its own, as a further question about a read model that is there would be. */
  it('is named in at most three files, besides what the API asks of it', () => {
    const naming = product
      .filter(({ path }) => !/^libs\/read-models\/deliveries\/|^apps\/api\/|^libs\/financing\//.test(path))
      .filter(({ text }) =>
        /deliveries\.sql|\.\/deliveries\/|#read-models.*Deliveries|\['deliveries'/.test(text),
      );
    expect(paths(naming)).toEqual([
      'infra/postgres/migration-files.ts',
      'libs/read-models/read-by.ts',
      'libs/read-models/read-models.ts',
    ]);
    expect(naming.length).toBeLessThanOrEqual(MOST_FOR_A_READ_MODEL);
  });
});
