import { Presets, SingleBar } from 'cli-progress';

/** Shows how far a long piece of work is. */
export interface Progress {
  step(done: number, total: number): void;
  end(): void;
}

const LINE_EVERY_MS = 5_000;

/** A bar where somebody is looking at a terminal; elsewhere a line every few seconds. */
export function showProgress(what: string, stream: NodeJS.WriteStream): Progress {
  return stream.isTTY ? bar(what, stream) : lines(what, stream);
}

function bar(what: string, stream: NodeJS.WriteStream): Progress {
  const format = `${what} {bar} {percentage}% {value}/{total} ETA {eta_formatted}`;
  const single = new SingleBar(
    { stream, format, clearOnComplete: true, barsize: 40 },
    Presets.shades_classic,
  );
  let started = false;
  return {
    step: (done, total) => {
      if (!started) single.start(total, done);
      started = true;
      single.update(done);
    },
    end: () => single.stop(),
  };
}

function lines(what: string, stream: NodeJS.WriteStream): Progress {
  let last = Date.now();
  return {
    step: (done, total) => {
      if (Date.now() - last < LINE_EVERY_MS) return;
      last = Date.now();
      stream.write(`${what}: ${done} of ${total}\n`);
    },
    end: () => undefined,
  };
}
