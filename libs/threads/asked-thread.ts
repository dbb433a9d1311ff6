import { type Transferable, Worker } from 'node:worker_threads';

export interface ThreadProgram {
  /** A file that answers questions: see answerQuestions. */
  readonly file: URL;
  /** Its `workerData`. */
  readonly data: unknown;
  /** Megabytes for what is made of a question and forgotten after it. Node would let it grow to 48 in each thread. */
  readonly youngMb: number;
}

interface Asked<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** A thread that is asked, and answers in the order of the questions. */
export class AskedThread<Question, Answer> {
  private readonly worker: Worker;
  private readonly waiting: Asked<Answer>[] = [];
  private failure: Error | undefined;

  constructor({ file, data, youngMb }: ThreadProgram) {
    this.worker = new Worker(file, {
      workerData: data,
      resourceLimits: { maxYoungGenerationSizeMb: youngMb },
    });
    this.worker.on('message', (answer: Answer) => this.waiting.shift()?.resolve(answer));
    this.worker.once('error', (error: Error) => this.fail(error));
    this.worker.once('exit', () => this.fail(new Error('a thread ended before its work was done')));
  }

  /** `moved` is not the asker's any more. Rejects with what the thread failed with, be it before or after the question. */
  ask(question: Question, moved: readonly Transferable[] = []): Promise<Answer> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    this.worker.postMessage(question, moved);
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }

  /** Ends it at once, whatever it is doing. */
  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private fail(error: Error): void {
    this.failure ??= error;
    for (const { reject } of this.waiting.splice(0)) reject(this.failure);
  }
}
