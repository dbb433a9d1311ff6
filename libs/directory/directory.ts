import type { EventEmitter } from 'node:events';
import { randomUUID } from 'node:crypto';
import { DataSource, type EntityManager, type Repository } from 'typeorm';
import { newSalt } from './binding.js';
import type { Contact, KeptContact, SignIn } from './contact.js';
import { ContactRow, ErasureRow, SignInRow } from './rows.js';

export interface DirectoryOptions {
  /** postgres:// address of a migrated database. */
  readonly url: string;
  /** At most this many connections; 4 unless told. */
  readonly poolSize?: number;
}

/** Opens the directory. Throws where the database does not answer. */
export async function openDirectory({ url, poolSize = 4 }: DirectoryOptions): Promise<Directory> {
  const source = new DataSource({
    type: 'postgres',
    url,
    poolSize,
    applicationName: 'semina-directory',
    entities: [ContactRow, ErasureRow, SignInRow],
    synchronize: false,
    logging: false,
    // While a connection is handed out nobody listens to it yet: an error then is told by the query, and must not end the process.
    extra: { onConnect: (client: EventEmitter) => client.on('error', () => {}) },
  });
  await source.initialize();
  return new Directory(source);
}

/** Names, addresses and sign-ins, by party id: the only place that knows them. */
export class Directory {
  private readonly contacts: Repository<ContactRow>;
  private readonly signIns: Repository<SignInRow>;

  constructor(private readonly source: DataSource) {
    this.contacts = source.getRepository(ContactRow);
    this.signIns = source.getRepository(SignInRow);
  }

  /**
   * Keeps the contact under this id where nothing was ever kept. What is there stays, and what was erased is not brought
   * back: a request that was slow must not undo what was corrected or erased since.
   */
  async enter(partyId: string, kind: string, contact: Contact): Promise<void> {
    await this.alone(partyId, async (rows) => {
      if (await rows.existsBy(ErasureRow, { partyId })) return;
      await rows
        .createQueryBuilder()
        .insert()
        .into(ContactRow)
        .values({ ...contact, partyId, kind, salt: newSalt() })
        .orIgnore()
        .execute();
    });
  }

  /** Puts the contact in place of what is there; false, and nothing kept, where there is nothing (erased or unknown). */
  async correct(partyId: string, contact: Contact): Promise<boolean> {
    const result = await this.contacts.update(
      { partyId },
      { ...contact, salt: newSalt(), correctedAt: new Date() },
    );
    return result.affected === 1;
  }

  async find(partyId: string): Promise<KeptContact | undefined> {
    const row = await this.contacts.findOneBy({ partyId });
    return row ? kept(row) : undefined;
  }

  /** The salt that bindings to this party's texts are made with; undefined once erased. */
  async saltOf(partyId: string): Promise<Uint8Array | undefined> {
    return (await this.contacts.findOneBy({ partyId }))?.salt;
  }

  /** Forgets contact, salt and sign-ins, for ever. Repeating it changes nothing. */
  async erase(partyId: string): Promise<void> {
    await this.alone(partyId, async (rows) => {
      await rows.upsert(ErasureRow, { partyId }, ['partyId']);
      await rows.delete(ContactRow, { partyId });
      await rows.delete(SignInRow, { personId: partyId });
    });
  }

  /** One transaction at a time for a party, so that entering and erasing see each other. */
  private alone(partyId: string, work: (rows: EntityManager) => Promise<void>): Promise<void> {
    return this.source.transaction('READ COMMITTED', async (rows) => {
      await rows.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [partyId]);
      await work(rows);
    });
  }

  /**
   * The person who signs in under this name at this issuer: a random id, given at the first sign-in. The name itself
   * may be an e-mail address, so nothing but the id goes on from here.
   */
  async personOf(issuer: string, subject: string): Promise<string> {
    const known = await this.signIns.findOneBy({ issuer, subject });
    if (known) return known.personId;
    await this.signIns
      .createQueryBuilder()
      .insert()
      .values({ issuer, subject, personId: randomUUID() })
      .orIgnore()
      .execute();
    // Read again: two first sign-ins at once must end as one person.
    return (await this.signIns.findOneByOrFail({ issuer, subject })).personId;
  }

  async signInsOf(personId: string): Promise<SignIn[]> {
    const rows = await this.signIns.find({ where: { personId }, order: { since: 'ASC' } });
    return rows.map(({ issuer, subject, since }) => ({ issuer, subject, since: since.toISOString() }));
  }

  async close(): Promise<void> {
    await this.source.destroy();
  }
}

function kept({ salt: _salt, since, correctedAt, ...contact }: ContactRow): KeptContact {
  return { ...contact, since: since.toISOString(), correctedAt: correctedAt?.toISOString() ?? null };
}
