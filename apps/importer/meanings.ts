import { refusalsOf } from '#decision';
import { kinds } from '#financing';

/** What the rules' codes mean, as the commands declare them. */
const ofTheRules = Object.assign({}, ...kinds.map(refusalsOf)) as ReturnType<typeof refusalsOf>;

/** Of the door of the server. */
const ofTheDoor: { readonly [code: string]: string } = {
  idempotency_key_reused: 'An earlier run brought this row with another content; what was booked then stays.',
  invalid_input: 'The server does not take a value of this row.',
};

/** In words, or undefined where only the server knows. */
export const meaningOf = (code: string): string | undefined => ofTheRules[code]?.meaning ?? ofTheDoor[code];
