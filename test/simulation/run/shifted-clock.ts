import { openSync, readSync } from 'node:fs';

/**
 * Loaded before a program (`node --import`), so that its clock is the system's plus the milliseconds that stand in the file of
 * SEMINA_SHIFT. The file is read at every look at the clock, which makes a jump one for everything in the process and at once.
 * What counts time that has passed (timers, process.hrtime, performance.now) goes on as before, as when somebody sets a clock.
 */
const systemNow = Date.now.bind(Date);
const file = openSync(process.env['SEMINA_SHIFT'] ?? '/dev/null', 'r');
/** The file is written over in place, always as long as this. */
const digits = Buffer.alloc(20);

function shiftedNow(): number {
  const read = readSync(file, digits, 0, digits.length, 0);
  return systemNow() + Number(digits.toString('latin1', 0, read));
}

globalThis.Date = new Proxy(Date, {
  construct: (target, given, made) =>
    Reflect.construct(target, given.length === 0 ? [shiftedNow()] : given, made) as object,
  apply: (target) => new target(shiftedNow()).toString(),
  get: (target, name) => (name === 'now' ? shiftedNow : Reflect.get(target, name)),
});
