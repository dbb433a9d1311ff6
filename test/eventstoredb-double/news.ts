import { type EventLog } from './log/event-log.js';
import { isOver, type ReadCall } from './reader-answering.js';

const ENDS = ['cancelled', 'finish', 'close'] as const;

/** Tells a subscription that something was written, until its call is over. */
export class News {
  private seen: number;
  private wake: (() => void) | undefined;
  private readonly leave: () => void;

  constructor(
    private readonly log: EventLog,
    private readonly call: ReadCall,
  ) {
    this.seen = log.records.length;
    const stir = (): void => this.wake?.();
    const unlisten = log.onWritten(stir);
    for (const end of ENDS) call.once(end, stir);
    this.leave = () => {
      unlisten();
      for (const end of ENDS) call.off(end, stir);
    };
  }

  /** Waits for what is new; false when the call is over. */
  async more(): Promise<boolean> {
    while (!isOver(this.call)) {
      const isNew = this.log.records.length > this.seen;
      this.seen = this.log.records.length;
      if (isNew) return true;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
    return false;
  }

  close(): void {
    this.leave();
  }
}
