import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '../../test/postgres/database.js';
import { bindingOf, openDirectory, type Contact, type Directory } from './index.js';

const anna: Contact = {
  name: 'Anna Bianchi',
  email: 'anna@example.org',
  phone: '+39 071 123456',
  iban: null,
  town: 'Macerata',
  country: 'IT',
  address: 'Via Roma 1',
  notes: null,
};

describe('the directory', () => {
  let database: TestDatabase;
  let directory: Directory;
  beforeAll(async () => {
    database = await createTestDatabase();
    directory = await openDirectory({ url: database.url });
  });
  afterAll(async () => {
    await directory.close();
    await database.drop();
  });

  it('keeps a contact and tells it as it was given', async () => {
    const id = randomUUID();
    await directory.enter(id, 'person', anna);
    expect(await directory.find(id)).toMatchObject({
      ...anna,
      partyId: id,
      kind: 'person',
      correctedAt: null,
    });
  });

  it('keeps what it has where the same party is entered again', async () => {
    const id = randomUUID();
    await directory.enter(id, 'person', anna);
    await directory.enter(id, 'person', { ...anna, town: 'Ancona' });
    expect(await directory.find(id)).toMatchObject({ town: 'Macerata' });
  });

  it('does not bring back what was erased when a slow request enters it again', async () => {
    const id = randomUUID();
    await directory.enter(id, 'person', anna);
    await directory.erase(id);
    await directory.enter(id, 'person', anna);
    expect(await directory.find(id)).toBeUndefined();
  });

  it('corrects a contact, and gives the new text a new salt', async () => {
    const id = randomUUID();
    await directory.enter(id, 'person', anna);
    const before = await directory.saltOf(id);
    expect(await directory.correct(id, { ...anna, name: 'Anna Bianchi Rossi' })).toBe(true);
    expect(await directory.find(id)).toMatchObject({
      name: 'Anna Bianchi Rossi',
      correctedAt: expect.any(String) as string,
    });
    expect(bindingOf((await directory.saltOf(id))!, anna.name)).not.toBe(bindingOf(before!, anna.name));
  });

  it('does not bring back by a correction what was erased', async () => {
    const id = randomUUID();
    await directory.enter(id, 'person', anna);
    await directory.erase(id);
    expect(await directory.correct(id, anna)).toBe(false);
    expect(await directory.find(id)).toBeUndefined();
  });

  it('erases contact, salt and sign-ins, and may be asked twice', async () => {
    const id = await directory.personOf('https://issuer.example', 'erased@example.org');
    await directory.enter(id, 'person', anna);
    await directory.erase(id);
    await directory.erase(id);
    expect(await directory.find(id)).toBeUndefined();
    expect(await directory.saltOf(id)).toBeUndefined();
    expect(await directory.signInsOf(id)).toEqual([]);
  });

  it('knows a person again who signs in twice, even at the same moment', async () => {
    const ids = await Promise.all(
      Array.from({ length: 8 }, () => directory.personOf('https://issuer.example', 'anna@example.org')),
    );
    expect(new Set(ids).size).toBe(1);
    expect(await directory.signInsOf(ids[0]!)).toMatchObject([
      { issuer: 'https://issuer.example', subject: 'anna@example.org' },
    ]);
  });

  it('takes the same name at two issuers for two persons', async () => {
    const one = await directory.personOf('https://one.example', 'anna');
    const other = await directory.personOf('https://other.example', 'anna');
    expect(one).not.toBe(other);
  });
});
