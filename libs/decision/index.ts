/** What a decision is made of, below every other room: it imports nothing of the house. */
export * from './book.js';
export * from './checks.js';
export * from './decision.js';
export * from './declared-command.js';
export * from './declared-event.js';
export type * from './fields.js';
export * as input from './input.js';
export * from './money.js';
export * as shape from './shape.js';
export type { Of, Shape } from './shape.js';
export * from './stream-kind.js';
