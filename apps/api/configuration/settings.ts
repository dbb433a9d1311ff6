import { isIP } from 'node:net';
import { isUuid } from '#decision';

type Result<Value> = { readonly value: Value } | { readonly complaint: string };

/** One environment variable. `read` gets undefined where it is unset or empty. */
export interface Setting<Value> {
  readonly variable: string;
  read(text: string | undefined): Result<Value>;
}

export const textOf = (variable: string, unset: string): Setting<string> => ({
  variable,
  read: (text) => ({ value: text ?? unset }),
});

/** A text that its reader accepts; what the reader throws is the complaint. Nothing where it is unset. */
export const textAcceptedBy = (variable: string, read: (text: string) => unknown): Setting<string> => ({
  variable,
  read: (text = '') => {
    try {
      read(text);
      return { value: text };
    } catch (error) {
      return { complaint: `cannot be used: ${(error as Error).message}` };
    }
  },
});

export const listOf = (variable: string): Setting<readonly string[]> => ({
  variable,
  read: (text = '') => ({
    value: text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  }),
});

/** UUIDs, separated by commas. */
export const idsOf = (variable: string): Setting<readonly string[]> => ({
  variable,
  read: (text) => {
    const ids = (text?.split(',') ?? []).map((id) => id.trim().toLowerCase()).filter((id) => id !== '');
    const wrong = ids.find((id) => !isUuid(id));
    return wrong === undefined
      ? { value: ids }
      : { complaint: `must be UUIDs, separated by commas, not "${wrong}".` };
  },
});

/** IP addresses, or networks like `10.0.0.0/8`, separated by commas. */
export const networksOf = (variable: string): Setting<readonly string[]> => ({
  variable,
  read: (text) => {
    const networks = (text?.split(',') ?? []).map((one) => one.trim()).filter((one) => one !== '');
    const wrong = networks.find((network) => !isNetwork(network));
    return wrong === undefined
      ? { value: networks }
      : {
          complaint: `must be IP addresses or networks like 10.0.0.0/8, separated by commas, not "${wrong}".`,
        };
  },
});

function isNetwork(text: string): boolean {
  const [address = '', bits = '0', ...rest] = text.split('/');
  const bitsMax = { 4: 32, 6: 128 }[isIP(address)];
  return bitsMax !== undefined && rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= bitsMax;
}

/** `min` and `max` are allowed. */
export const wholeNumberOf = (
  variable: string,
  { unset, min, max }: { unset: number; min: number; max: number },
): Setting<number> => ({
  variable,
  read: (text) => {
    const value = text === undefined ? unset : Number(text);
    if (text !== undefined && !/^\d+$/.test(text))
      return { complaint: `must be a whole number, not "${text}".` };
    if (value < min || value > max) return { complaint: `must be from ${min} to ${max}, not ${value}.` };
    return { value };
  },
});

export const flagOf = (variable: string, unset: boolean): Setting<boolean> => ({
  variable,
  read: (text) => {
    if (text === undefined) return { value: unset };
    if (text === 'on' || text === 'off') return { value: text === 'on' };
    return { complaint: `must be on or off, not "${text}".` };
  },
});

export const choiceOf = <Choice extends string>(
  variable: string,
  choices: readonly Choice[],
  unset: Choice,
): Setting<Choice> => ({
  variable,
  read: (text) => {
    const choice = text === undefined ? unset : choices.find((one) => one === text);
    return choice === undefined
      ? { complaint: `must be one of ${choices.join(', ')}, not "${text}".` }
      : { value: choice };
  },
});

/** Complains without repeating the value: an address may carry a password. */
export const urlOf = (variable: string, schemes: readonly string[]): Setting<string | undefined> => ({
  variable,
  read: (text) => {
    if (text === undefined) return { value: undefined };
    const scheme = URL.canParse(text) ? new URL(text).protocol : '';
    if (schemes.includes(scheme)) return { value: text };
    return { complaint: `must be an address that begins with ${schemes.join('// or ')}//.` };
  },
});
