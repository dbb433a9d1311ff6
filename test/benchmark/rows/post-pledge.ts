import { startBuiltServer } from '../../http/built-server.js';
import { type LoadMeasured, measureLoad, said, startProgram } from '../http/load.js';
import { setStage } from '../http/stage.js';
import { bySpeed, interleaved } from '../measuring/rounds.js';
import { median } from '../measuring/spread.js';
import { type Bench, type Line, type Row } from '../row.js';

const CONNECTIONS = 128;

const sizes = {
  tiny: { rounds: 1, seconds: 0.2 },
  short: { rounds: 5, seconds: 2 },
  long: { rounds: 11, seconds: 8 },
} as const;

/** What everything between a request and its answer costs beside a door that only validates. */
export const postPledge: Row = {
  name: 'http',
  title: `POST a pledge, with token and validation, durably, over ${CONNECTIONS} connections to the built server`,
  measure: compare,
};

async function compare(bench: Bench): Promise<Line[]> {
  const { rounds, seconds } = sizes[bench.length];
  const server = await startBuiltServer({
    databaseUrl: await bench.database(),
    // A worker's work is measured by itself. And nobody pledges a hundred times a second.
    env: { PROJECTIONS: 'off', NOTARY: 'off', REQUESTS_PER_MINUTE: '1000000000' },
  });
  const nothing = startProgram('do-nothing');
  const generator = startProgram('generator');
  try {
    const url = await said<string>(nothing);
    const stage = await setStage(server);
    const generatorCores: number[] = [];
    const side = (target: string, pid: number) => async (): Promise<LoadMeasured> => {
      const order = { ...stage, url: target, connections: CONNECTIONS, seconds };
      const measured = await measureLoad(generator, order, pid, bench.postmaster);
      generatorCores.push(measured.generator);
      return measured;
    };
    const { ours, theirs } = await interleaved(rounds, {
      ours: side(server.url, server.pid),
      theirs: side(url, nothing.pid ?? 0),
    });
    return [
      {
        what: `POST a pledge, ${CONNECTIONS} connections`,
        competitor: 'Nest + Fastify that validates and does nothing',
        unit: '/s',
        ...bySpeed(ours, theirs),
        goal: { of: 'ratio', bound: 'at least', value: 0.4 },
        load: `generator ${median(generatorCores).toFixed(2)} of a core, at most ${Math.max(...generatorCores).toFixed(2)}`,
      },
    ];
  } finally {
    generator.kill();
    nothing.kill();
    await server.stop();
  }
}
