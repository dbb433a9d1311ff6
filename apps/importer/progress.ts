import { Presets, SingleBar } from 'cli-progress';

/** Shows how far an import is. */
export interface Progress {
  /** One more is done; `doing` is what comes. */
  step(doing: string): void;
  /** Nothing goes on just now, and why. */
  waiting(reason: string): void;
  end(): void;
}

/** A bar where somebody is looking at a terminal; elsewhere one line a stage, as a log wants it. */
export function showProgress(total: number, stderr: NodeJS.WriteStream): Progress {
  return stderr.isTTY ? bar(total, stderr) : lines(total, stderr);
}

function bar(total: number, stream: NodeJS.WriteStream): Progress {
  const format = '{bar} {percentage}% {value}/{total} {doing}';
  const options = {
    stream,
    format,
    clearOnComplete: true,
    hideCursor: false,
    gracefulExit: false,
    barsize: 40,
  };
  const single = new SingleBar(options, Presets.shades_classic);
  single.start(total, 0, { doing: '' });
  return {
    step: (doing) => single.increment(1, { doing }),
    waiting: (reason) => single.update({ doing: waitingFor(reason) }),
    end: () => single.stop(),
  };
}

function lines(total: number, stream: NodeJS.WriteStream): Progress {
  let done = 0;
  let stage = '';
  return {
    step: (doing) => {
      done += 1;
      if (doing !== stage) stream.write(`${doing} (${done}/${total})\n`);
      stage = doing;
    },
    waiting: (reason) => void stream.write(`${waitingFor(reason)}\n`),
    end: () => undefined,
  };
}

const waitingFor = (reason: string): string => `Waiting for the server: ${reason}`;
