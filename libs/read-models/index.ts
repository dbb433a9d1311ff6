/** The read models of the house, one folder each. */
export * from './read-models.js';
export * from './running.js';
export type { ReadModel } from './read-model.js';
export { allProjections, readBy } from './read-by.js';
export { WholeBookOnly } from './trail/queries.js';
export type { BookPageRequest, BookRequest } from './book-request.js';
