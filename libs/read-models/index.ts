/** The read models of the house, one folder each. */
export * from './read-models.js';
export * from './kept.js';
export type { ReadModel } from './read-model.js';
export { WholeBookOnly } from './trail/queries.js';
export type { BookPageRequest, BookRequest } from './book-request.js';
