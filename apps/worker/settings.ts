import { requireConnectionString } from '#event-store/eventstoredb/index.js';

/** The environment says something that cannot be meant. */
export class SettingInvalid extends Error {
  override readonly name = 'SettingInvalid';
}

/** Whether this process is to do a work: `on` unless told; `off` leaves it to another. Throws SettingInvalid. */
export function isOn(variable: 'PROJECTIONS' | 'NOTARY', environment: NodeJS.ProcessEnv): boolean {
  const told = environment[variable] || 'on';
  if (told !== 'on' && told !== 'off')
    throw new SettingInvalid(`${variable} must be on or off, not "${told}".`);
  return told === 'on';
}

/** Where the worker tells how it is; undefined unless WORKER_PORT is set. Throws SettingInvalid. */
export function healthAddress(
  environment: NodeJS.ProcessEnv,
): { readonly host: string; readonly port: number } | undefined {
  const told = environment['WORKER_PORT'] || undefined;
  if (told === undefined) return undefined;
  if (!/^\d{1,5}$/.test(told) || Number(told) > 65_535)
    throw new SettingInvalid(`WORKER_PORT must be a number from 0 to 65535, not "${told}".`);
  return { host: environment['HOST'] || '127.0.0.1', port: Number(told) };
}

/** The EventStoreDB that keeps the events; undefined where the database does. Throws SettingInvalid, without repeating it. */
export function eventStoreIn(environment: NodeJS.ProcessEnv): string | undefined {
  const told = environment['EVENT_STORE'] || undefined;
  try {
    if (told !== undefined) requireConnectionString(told);
  } catch (error) {
    throw new SettingInvalid(`EVENT_STORE cannot be used: ${(error as Error).message}`);
  }
  return told;
}
