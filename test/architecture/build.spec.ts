import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkout } from '../checkout.js';

interface Package {
  readonly scripts: { readonly [name: string]: string };
  readonly engines: { readonly node: string };
}
const readPackage = async (): Promise<Package> =>
  JSON.parse(await readFile(join(checkout, 'package.json'), 'utf8')) as Package;

/** Programs are built before they run, and their output is for whoever asked them: a table, a journal, a key. */
describe('the build', () => {
  const BUILD = 'nest build --silent';
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'semina-build-'));
    for (const file of ['package.json', 'nest-cli.json', '.swcrc', 'tsconfig.json'])
      await cp(join(checkout, file), join(folder, file));
    await symlink(join(checkout, 'node_modules'), join(folder, 'node_modules'));
    for (const top of ['apps', 'libs', 'infra', 'test']) await mkdir(join(folder, top));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const build = (text: string) => {
    const [program = '', ...parameters] = BUILD.split(' ');
    const built = spawnSync(join(folder, 'node_modules/.bin', program), parameters, {
      cwd: folder,
      encoding: 'utf8',
    });
    return { text, status: built.status, said: built.stdout + built.stderr };
  };

  it('is the same before every program', async () => {
    const { scripts } = await readPackage();
    const programs = Object.values(scripts).filter((script) => script.includes('node '));
    expect(programs.length).toBeGreaterThan(10);
    for (const program of programs) expect(program).toMatch(new RegExp(`^${BUILD} >&2 && node `));
  });

  it('says nothing where it succeeds, and what is wrong where it fails', async () => {
    await writeFile(join(folder, 'apps/main.ts'), 'export const harvest: number = 1;\n');
    expect(build('sound')).toMatchObject({ status: 0, said: '' });
    expect(await readFile(join(folder, 'dist/apps/main.js'), 'utf8')).toContain('harvest = 1');
    await writeFile(join(folder, 'apps/main.ts'), 'export const harvest: number = ;\n');
    const broken = build('broken');
    expect(broken.status).not.toBe(0);
    expect(broken.said).toContain('main.ts');
  });
});
