/** Maps and sets that are values: what is made of one leaves it as it was. */
export { VersionedMap } from './versioned-map.js';
export { VersionedSet } from './versioned-set.js';
