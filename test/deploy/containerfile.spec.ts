import { existsSync, readFileSync } from 'node:fs';
import { programsIn, settingsInSource, sourceOf } from './settings.js';

interface Instruction {
  readonly word: string;
  readonly rest: string;
}

/** Instructions by stage: a stage begins at FROM. Lines that end in a backslash go on; comments are passed over. */
function stagesOf(text: string): Instruction[][] {
  const lines = text
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n');
  const stages: Instruction[][] = [];
  for (const line of lines.filter((one) => one.trim() !== '')) {
    const [, word = '', rest = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
    if (word === 'FROM') stages.push([]);
    stages.at(-1)!.push({ word, rest });
  }
  return stages;
}

const text = readFileSync('infra/deploy/Containerfile', 'utf8');
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly scripts: { readonly [name: string]: string };
  readonly engines: { readonly node: string };
};
const stages = stagesOf(text);
const all = stages.flat();
const last = stages.at(-1)!;
const restsOf = (word: string, of: readonly Instruction[] = all): string[] =>
  of.filter((one) => one.word === word).map(({ rest }) => rest);

describe('the container file', () => {
  it('is made of instructions that there are', () => {
    const known = ['FROM', 'WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'VOLUME', 'EXPOSE', 'HEALTHCHECK', 'CMD'];
    expect(all.map(({ word }) => word).filter((word) => !known.includes(word))).toEqual([]);
    expect(stages).toHaveLength(3);
  });

  it('runs as an ordinary user, who is told before anything is started', () => {
    expect(restsOf('USER', last)).toEqual(['node']);
    const place = (word: string): number => last.findIndex((one) => one.word === word);
    expect(place('USER')).toBeLessThan(place('CMD'));
    expect(last.slice(place('USER')).map(({ word }) => word)).not.toContain('RUN');
  });

  it('runs on a Node.js that the programs are for, of a named version', () => {
    const [, least] = />=(\d+)/.exec(manifest.engines.node) ?? [];
    for (const base of restsOf('FROM')) {
      const [, version] = /^node:(\d+)-bookworm-slim( AS \w+)?$/.exec(base) ?? [];
      expect(Number(version)).toBeGreaterThan(Number(least));
    }
  });

  it('copies what is there, or what an earlier stage has made', () => {
    const names = restsOf('FROM').map((base) => / AS (\w+)$/.exec(base)?.[1]);
    for (const copied of restsOf('COPY')) {
      const [, stage] = /^--from=(\w+) /.exec(copied) ?? [];
      const sources = copied.split(' ').slice(stage === undefined ? 0 : 1, -1);
      if (stage !== undefined) expect(names).toContain(stage);
      else for (const source of sources) expect([source, existsSync(source)]).toEqual([source, true]);
    }
  });

  it('lets nothing but that be sent to the engine', () => {
    const lines = readFileSync('infra/deploy/Containerfile.dockerignore', 'utf8').split('\n');
    const let_in = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    const copied = restsOf('COPY')
      .filter((copy) => !copy.startsWith('--from'))
      .flatMap((copy) => copy.split(' ').slice(0, -1));
    expect(lines[1]).toBe('*');
    expect(new Set(let_in)).toEqual(new Set(copied));
  });

  it('runs commands of package.json, and leaves behind what only builds', () => {
    const commands = restsOf('RUN').flatMap((run) =>
      [...run.matchAll(/npm run ([\w-]+)/g)].map(([, name]) => name!),
    );
    expect(commands).toEqual(['build']);
    expect(manifest.scripts).toHaveProperty('build');
    expect(restsOf('COPY', last)).toContain('--from=dependencies /semina/node_modules node_modules');
    expect(restsOf('RUN', stages[1])[0]).toContain('--omit=dev');
  });

  it('says how to ask whether it is well, and starts a program that is there', () => {
    const [health] = restsOf('HEALTHCHECK', last);
    expect(health).toMatch(/^--interval=\d+s --timeout=\d+s --start-period=\d+s --retries=\d CMD \[/);
    expect(JSON.parse(health!.slice(health!.indexOf('[')))).toHaveLength(3);
    const [command] = restsOf('CMD', last);
    expect(JSON.parse(command!)).toEqual(['node', '--enable-source-maps', 'dist/apps/api/main.js']);
    for (const program of programsIn(text)) expect(existsSync(sourceOf(program))).toBe(true);
  });

  it('sets nothing but what the programs read', () => {
    const names = restsOf('ENV').flatMap((set) => set.split(' ').map((pair) => pair.split('=')[0]!));
    const known = settingsInSource();
    expect(names.filter((name) => name !== 'NODE_ENV' && !known.has(name))).toEqual([]);
  });
});
