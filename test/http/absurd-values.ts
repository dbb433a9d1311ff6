/** Values that no field of this kind takes, each as JSON text, since JSON.stringify would mend some of them. */
export const absurd = {
  amount: [
    '"1"',
    '1.5',
    '-0',
    '1e999',
    '-1e999',
    '1e400',
    '9007199254740993',
    '10000000000001',
    'null',
    'true',
    '[]',
    '{}',
  ],
  id: ['"x"', '""', '1', 'null', '{}', '"../../etc/passwd"', '"00000000-0000-0000-0000-00000000000g"'],
  date: [
    '"2019-02-30"',
    '"2019-13-01"',
    '"19-01-01"',
    '"2019-01-01T00:00:00Z"',
    '"9999-01-01"',
    '"0000-00-00"',
    '"today"',
    '20190101',
    'null',
  ],
  decimal: [
    '"1e3"',
    '"-1"',
    '"NaN"',
    '"1.23456"',
    '"1,5"',
    '"0x10"',
    '""',
    '1',
    '1e999',
    '"12345678901234567890"',
    'null',
  ],
  text: ['""', '" "', '"\\u0000"', '"a\\nb"', '"\\ud800"', `"${'x'.repeat(3_000)}"`, '1', '[]', 'null'],
  code: [
    '""',
    '"a b"',
    '"anna@example.org"',
    '"IT60X0542811101000000123456"',
    '"\\u0000"',
    `"${'x'.repeat(36)}"`,
    '1',
    'null',
  ],
  reason: ['""', '"Frost"', '"1a"', '"too late"', '"\\u0000"', `"${'x'.repeat(41)}"`, '1', 'null'],
  choice: ['""', '"gift"', '"__proto__"', '"constructor"', '0', 'null', '["advance"]'],
  flag: ['"true"', '1', 'null'],
  whole: ['"1"', '0.5', '-1', '1e999', '1001', 'null', '-0'],
  list: ['[]', '{}', '"x"', 'null', '[null]', '[[]]', '[1]', '["x"]', '[[[]]]', `[${'{},'.repeat(999)}{}]`],
  choices: ['"advance"', '["gift"]', '["advance","advance"]', '[null]', 'null', '{}'],
  ids: ['{}', '"x"', 'null', '[null]', '["x"]', '[[]]'],
  object: ['[]', '"x"', 'null', '1', '[[]]'],
} as const;
export type Kind = keyof typeof absurd;

/** The body as JSON text with this field's value in place of its own. */
export function withValue(body: object, path: string, json: string): string {
  const copy = structuredClone(body) as Record<string, unknown>;
  const names = path.split('.');
  const last = names.pop() ?? '';
  const holder = names.reduce((value, name) => value[name] as Record<string, unknown>, copy);
  holder[last] = '@@value@@';
  return JSON.stringify(copy).replace('"@@value@@"', json);
}
