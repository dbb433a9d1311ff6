import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { programsIn, settingsInSource, sourceOf } from './settings.js';

const FOLDER = 'infra/deploy/systemd';

/** Directives of systemd 252 (systemd.unit, .service, .exec, .kill, .resource-control, .timer) that are used here, by section. */
const directives: { readonly [section: string]: readonly string[] } = {
  Unit: ['Description', 'Documentation', 'After', 'Wants'],
  Service: [
    ...['Type', 'User', 'Group', 'WorkingDirectory', 'EnvironmentFile', 'Environment', 'ExecStart'],
    ...['StateDirectory', 'StateDirectoryMode', 'ReadWritePaths', 'UMask'],
    ...['Restart', 'RestartSec', 'RestartPreventExitStatus', 'TimeoutStopSec'],
    ...['NoNewPrivileges', 'ProtectSystem', 'ProtectHome', 'PrivateTmp', 'PrivateDevices', 'ProtectClock'],
    ...['ProtectControlGroups', 'ProtectHostname', 'ProtectKernelLogs', 'ProtectKernelModules'],
    ...[
      'ProtectKernelTunables',
      'ProtectProc',
      'RestrictAddressFamilies',
      'RestrictNamespaces',
      'RestrictRealtime',
    ],
    ...[
      'RestrictSUIDSGID',
      'LockPersonality',
      'CapabilityBoundingSet',
      'SystemCallArchitectures',
      'SystemCallFilter',
    ],
  ],
  Timer: ['OnCalendar', 'RandomizedDelaySec', 'Persistent'],
  Install: ['WantedBy'],
};

type Unit = readonly { readonly section: string; readonly name: string; readonly value: string }[];

function parseUnit(text: string): Unit {
  let section = '';
  return text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .flatMap((line) => {
      const [, heading] = /^\[(\w+)\]$/.exec(line) ?? [];
      if (heading !== undefined) {
        section = heading;
        return [];
      }
      const [, name, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
      if (name === undefined || value === undefined) throw new Error(`no directive: ${line}`);
      return [{ section, name, value }];
    });
}

const files = readdirSync(FOLDER);
const services = files.filter((file) => file.endsWith('.service'));
const read = (file: string): Unit => parseUnit(readFileSync(join(FOLDER, file), 'utf8'));
const valuesOf = (unit: Unit, name: string): string[] =>
  unit.filter((directive) => directive.name === name).map(({ value }) => value);

it('there are a server, a worker, and a backup every night', () => {
  expect(files.toSorted()).toEqual([
    'semina-api.service',
    'semina-backup.service',
    'semina-backup.timer',
    'semina-worker.service',
  ]);
  expect(valuesOf(read('semina-backup.timer'), 'OnCalendar')).toEqual(['*-*-* 02:30:00']);
});

it.each(files)('%s says what systemd knows, in the section where it belongs', (file) => {
  const unknown = read(file).filter(({ section, name }) => directives[section]?.includes(name) !== true);
  expect(unknown).toEqual([]);
});

describe.each(services)('%s', (file) => {
  const unit = read(file);

  it('starts a program that there is, as an ordinary user', () => {
    const [start] = valuesOf(unit, 'ExecStart');
    const [program] = programsIn(start!);
    expect(start).toContain(`/usr/bin/node --enable-source-maps /opt/semina/${program}`);
    expect(existsSync(sourceOf(program!))).toBe(true);
    expect(valuesOf(unit, 'User')).toEqual(['semina']);
  });

  it('may do no more than it needs', () => {
    for (const name of [
      'NoNewPrivileges',
      'PrivateTmp',
      'PrivateDevices',
      'ProtectHome',
      'RestrictNamespaces',
    ])
      expect([name, valuesOf(unit, name)]).toEqual([name, ['yes']]);
    expect(valuesOf(unit, 'ProtectSystem')).toEqual(['strict']);
    expect(valuesOf(unit, 'CapabilityBoundingSet')).toEqual(['']);
  });

  it('sets nothing but what the programs read', () => {
    const known = settingsInSource();
    const example = readFileSync('infra/deploy/environment.example', 'utf8').matchAll(/^(\w+)=/gm);
    const set = valuesOf(unit, 'Environment').flatMap((value) =>
      value.split(' ').map((pair) => pair.split('=')[0]!),
    );
    const names = [...set, ...[...example].map(([, name]) => name!)];
    expect(names.filter((name) => name !== 'NODE_ENV' && !known.has(name))).toEqual([]);
  });
});
