import { readdirSync } from 'node:fs';
import type { Refusal } from '#decision';
import { kinds, kindOfStream } from './kinds.js';

const folders: { readonly [kind: string]: string } = {
  'co-production': 'libs/financing/co-production',
  party: 'libs/financing/party',
};
const filesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => !file.endsWith('.spec.ts'))
    .sort();
/** `MakePledge` → `make-pledge.ts`. */
const fileOf = (type: string): string =>
  `${type.replaceAll(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase()}.ts`;

describe.each(kinds.map((kind) => [kind.name, kind] as const))('the kind of stream %s', (name, kind) => {
  it('has every file of its commands in its catalogue, and no other', () => {
    expect(filesIn(`${folders[name]}/commands`)).toEqual(Object.keys(kind.commands).map(fileOf).sort());
  });

  it('has every file of its events in its catalogue, and no other', () => {
    expect(filesIn(`${folders[name]}/events`)).toEqual(Object.keys(kind.events).map(fileOf).sort());
  });

  it('lists each command and event under its own name', () => {
    for (const [type, declared] of Object.entries({ ...kind.commands, ...kind.events }))
      expect(declared.type).toBe(type);
  });

  it('makes every event by some command, and no event that is not declared', () => {
    const made = Object.values(kind.commands).flatMap(({ makes }) => Object.keys(makes));
    expect([...new Set(made)].sort()).toEqual(Object.keys(kind.events).sort());
  });

  it('begins absent, and can be begun by a command', () => {
    expect(kind.statusOf(kind.initial)).toBe('absent');
    const beginning = Object.values(kind.commands).filter(({ statuses }) => statuses.includes('absent'));
    expect(beginning).not.toHaveLength(0);
  });

  it('makes the id of a stream in the command that begins it, and of other things in a field', () => {
    for (const { creates, about, statuses } of Object.values(kind.commands)) {
      const begins = statuses.includes('absent');
      expect(begins).toBe(creates !== undefined && about === undefined);
    }
  });
});

describe('the kinds of streams', () => {
  it('are told apart by the beginnings of their names', () => {
    for (const kind of kinds) {
      const stream = kind.of('5b0e6c8e-6f0c-4c3f-9d57-0f6a3c1d2e11');
      expect(kindOfStream(kinds, stream)).toBe(kind);
      expect(kinds.filter(({ idOf }) => idOf(stream) !== undefined)).toEqual([kind]);
    }
    expect(kindOfStream(kinds, 'stranger-1')).toBeUndefined();
  });

  it('share no name of a command or an event', () => {
    const names = kinds.flatMap(({ commands, events }) => [...Object.keys(commands), ...Object.keys(events)]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('mean the same by the same code', () => {
    const known = new Map<string, Refusal>();
    for (const { refuses } of kinds.flatMap(({ commands }) => Object.values(commands))) {
      for (const [code, refusal] of Object.entries(refuses)) {
        expect(known.get(code) ?? refusal).toEqual(refusal);
        known.set(code, refusal);
      }
    }
    expect(known.size).toBeGreaterThan(40);
  });
});
