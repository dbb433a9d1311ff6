import { folderTexts } from '../folder/folder.fixture.js';
import { readFolder } from '../folder/read-folder.js';
import { idMadeBy } from './identity.js';
import { planImport } from './plan.js';

const identityWith = (change: object): string => {
  const texts = folderTexts();
  const terms = { ...(JSON.parse(texts['co-production.json']) as object), ...change };
  return planImport(readFolder({ ...texts, 'co-production.json': JSON.stringify(terms) })).identity;
};

describe('the identity of a co-production', () => {
  it('is its ref where it has one, whatever becomes of its title', () => {
    expect(identityWith({ ref: 'A', title: 'A small harvset' })).toBe(identityWith({ ref: 'A' }));
    expect(identityWith({ ref: 'B' })).not.toBe(identityWith({ ref: 'A' }));
  });

  it('is its title and opening where it has no ref, and never the same as that of one with a ref', () => {
    expect(identityWith({})).not.toBe(identityWith({ title: 'A small harvset' }));
    expect(identityWith({ ref: 'A small harvest' })).not.toBe(identityWith({}));
  });
});

describe('the id of what a command made', () => {
  it('is of the command and the kind of thing alone, a person being a party', () => {
    const key = '6f0c2a53-0d7e-4d0b-9d3b-5f1c1f6a9e27';
    expect(idMadeBy(key, 'person G01 referent')).toBe(idMadeBy(key, 'party G 01'));
    expect(idMadeBy(key, 'pledge P1')).not.toBe(idMadeBy(key, 'delivery P1'));
  });
});
