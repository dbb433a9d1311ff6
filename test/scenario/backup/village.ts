import { rm } from 'node:fs/promises';
import { canonicalBytes, type JsonObject } from '#event-store';
import {
  type CoProductionEvent,
  coProductionStream,
  type PartyEvent,
  partyStream,
  kinds as allKinds,
  kindOfStream,
} from '#financing';
import { newLogKeys, parseLogKeys, type PublishedLog } from '#notary';
import {
  formatVerifierKey,
  isLogError,
  parseSigningKey,
  parseTilePath,
  type SigningKey,
} from '#transparency-log';
import { Operator, ORIGIN } from '../auditor/operator.js';
import { LogServer, Partner, type LogFiles, type Outcome } from '../auditor/program.js';
import { Stage, until } from '../notary/stage.js';
import { barbajanni, coProductionId } from '../projections/barbajanni.js';
import { idOf, newEvent } from '../projections/book.js';
import { WitnessProcess } from '../witness/process.js';

const auditorPersonId = idOf('auditing person');
/** Entries are given to whoever has a token; which one does not matter here. */
const TOKEN = { SEMINA_TOKEN: 'auditor' };

/** A real co-production in a real database, a notary, two witnesses, and a partner who asks for both of them. */
export class Village {
  private readonly folders: string[] = [];
  private readonly keyText = newLogKeys(ORIGIN);

  private constructor(
    readonly stage: Stage,
    readonly witnesses: readonly WitnessProcess[],
    readonly served: LogServer,
    private partner: Partner | undefined,
  ) {}

  /** How many events there are. */
  size = 0;

  static async settle(): Promise<Village> {
    const [stage, served] = await Promise.all([Stage.open(), LogServer.open()]);
    const village = new Village(stage, [], served, undefined);
    const names = ['mag6.example', 'banca.example'];
    const witnesses = await Promise.all(
      names.map((name) => WitnessProcess.start([village.verifierKey], { name })),
    );
    (village.witnesses as WitnessProcess[]).push(...witnesses);
    village.partner = await village.newPartner();
    return village;
  }

  /** The operator's key, as whoever stole it would have it. */
  get key(): SigningKey {
    return parseSigningKey(this.keyText.trim());
  }

  get verifierKey(): string {
    return parseLogKeys(this.keyText).verifierKeys[0] as string;
  }

  get partnerOfOld(): Partner {
    if (this.partner === undefined) throw new Error('nobody has settled here');
    return this.partner;
  }

  /** Another partner, with a policy of its own that asks for both witnesses. */
  async newPartner(): Promise<Partner> {
    const lines = this.witnesses.map(({ key }) => `witness ${key.name} ${formatVerifierKey(key)}\n`);
    const names = this.witnesses.map(({ key }) => key.name).join(' ');
    const partner = await Partner.with(
      `log ${this.verifierKey} ${this.served.url}\n${lines.join('')}group both all ${names}\nquorum both\n`,
    );
    this.folders.push(partner.directory);
    return partner;
  }

  /** Everything is written, published, co-signed by both witnesses, and verified by the partner. */
  async live(): Promise<void> {
    await this.write();
    const notary = this.stage.notary({
      keys: parseLogKeys(this.keyText),
      witnesses: this.witnesses.map(({ key, url }) => ({ key, url })),
      paces: { witnessWaitMs: 5_000 },
    });
    await this.stage.published(this.size);
    this.served.files = filesOf(this.stage.log);
    await until(async () => (await this.follow()).status === 0);
    await notary.stop();
  }

  follow(partner = this.partnerOfOld, ...args: string[]): Promise<Outcome> {
    return partner.run(['follow', ...args], TOKEN);
  }

  /** The honest log in memory, to be forked. */
  async honest(): Promise<Operator> {
    const operator = new Operator((await this.stage.events()).map(canonicalBytes), this.key);
    operator.publish();
    return operator;
  }

  async leave(): Promise<void> {
    await Promise.all(this.witnesses.map((witness) => witness.remove()));
    await this.served.close();
    await this.stage.close();
    await Promise.all(this.folders.map((folder) => rm(folder, { recursive: true, force: true })));
  }

  private async write(): Promise<void> {
    const { events } = barbajanni();
    const [proposed] = events;
    if (proposed?.type !== 'CoProductionProposed') throw new Error('a story begins with its terms');
    const { custodianId, producers, auditors } = proposed.data;
    const kinds = new Map([
      ...producers.map(({ producerId }) => [producerId, 'producer'] as const),
      ...auditors.map((auditorId) => [auditorId, 'finance_partner'] as const),
      [custodianId, 'group'] as const,
    ]);
    for (const [partyId, kind] of kinds) {
      await this.append(partyStream.of(partyId), [{ type: 'PartyRegistered', data: { kind } }]);
    }
    await this.append(partyStream.of(auditors[0] as string), [
      { type: 'RoleGranted', data: { personId: auditorPersonId, role: 'auditor' } },
    ]);
    await this.append(coProductionStream.of(coProductionId), events);
  }

  private async append(stream: string, events: readonly (CoProductionEvent | PartyEvent)[]): Promise<void> {
    for (let from = 0; from < events.length; from += 200) {
      const part = events.slice(from, from + 200).map((event) => ({
        ...newEvent({ type: 'PledgingOpened', data: {} }),
        type: event.type,
        schemaVersion: kindOfStream(allKinds, stream)!.schemaVersion(event.type),
        data: event.data as unknown as JsonObject,
      }));
      await this.stage.store.append(stream, 'any', part);
      this.size += part.length;
    }
  }
}

/** The files of the log as its notary has published them. */
export function filesOf(log: PublishedLog): LogFiles {
  return {
    get: async (path) => {
      if (path === 'checkpoint') return Buffer.from((await log.head())?.note ?? '');
      try {
        const address = parseTilePath(path);
        const { level } = address;
        return await (level === 'entries'
          ? log.entries({ ...address, level })
          : log.tile({ ...address, level }));
      } catch (error) {
        if (isLogError(error)) return undefined;
        throw error;
      }
    },
  };
}
