/** For specs only: given this happened, when that is asked, then so it goes. */
export * from './asked.js';
export { given } from './given.js';
export * from './happened.js';
export * from './offer.js';
export { refusedInOrder } from './refused-in-order.js';
