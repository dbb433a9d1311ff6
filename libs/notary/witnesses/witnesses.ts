import { setMaxListeners } from 'node:events';
import type { Logger } from '../running/logger.js';
import { pause } from '../running/again.js';
import type { WitnessAddress } from './addresses.js';
import { WitnessFailed } from './answer.js';
import { type Cosigning, Witness, type WitnessLimits } from './witness.js';

/** All witnesses of a log. None of them can hold it up. */
export class Witnesses {
  private readonly witnesses: readonly Witness[];
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    addresses: readonly WitnessAddress[],
    limits: WitnessLimits,
    private readonly logger: Logger,
    private readonly stop: AbortSignal,
  ) {
    this.witnesses = addresses.map((address) => new Witness(address, limits));
    // Each request listens to it; Node takes more than ten for a leak.
    setMaxListeners(0, stop);
  }

  /** Whether some witness has not co-signed this size and can be asked now. */
  canBeAsked(size: number): boolean {
    return this.witnesses.some((witness) => witness.canBeAsked(size));
  }

  /**
   * Asks all that can be asked, at the same time. Resolves when each has answered or failed, or after `waitMs`; what comes
   * later is taken in when it comes. Rejects where what came could not be taken in, or where nothing may be published.
   */
  async gather(cosigning: Cosigning, waitMs: number): Promise<void> {
    const asked = this.witnesses.filter((witness) => witness.canBeAsked(cosigning.size));
    const answers = asked.map((witness) => this.have(witness, cosigning));
    const over = new AbortController();
    try {
      await Promise.race([Promise.all(answers), pause(waitMs, over.signal)]);
    } finally {
      over.abort();
    }
  }

  /** Resolves when nobody is being asked any more; after the signal that is soon. */
  async drained(): Promise<void> {
    await Promise.allSettled(this.underWay);
  }

  private have(witness: Witness, cosigning: Cosigning): Promise<void> {
    const asking = this.cosignOrReport(witness, cosigning);
    const settled: Promise<void> = asking.catch(() => {}).finally(() => this.underWay.delete(settled));
    this.underWay.add(settled);
    return asking;
  }

  private async cosignOrReport(witness: Witness, cosigning: Cosigning): Promise<void> {
    const details = { witness: witness.name, size: cosigning.size };
    try {
      await witness.cosign(cosigning, this.stop);
    } catch (error) {
      if (this.stop.aborted) return;
      this.logger.warn({ ...details, err: error }, 'a witness has not co-signed');
      if (!(error instanceof WitnessFailed)) throw error;
    }
  }
}
