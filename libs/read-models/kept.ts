/**
 * The read models as they are kept: for programs that answer no questions, and need not read TypeORM
 * with the entities that questions go by.
 */
export { allProjections, readBy } from './read-by.js';
export * from './running.js';
