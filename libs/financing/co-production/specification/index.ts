/** For specs only: given this happened, when that is asked, then so it goes. */
export { given } from './given.js';
export * from './examples.js';
export * from './offer.js';
export { refusedInOrder } from './refused-in-order.js';
