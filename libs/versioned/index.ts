/** Maps and sets that are values: what is made of one leaves it as it was. They may stand on columns of bytes, which are never unpacked. */
export { type Base } from './overlay.js';
export { VersionedMap } from './versioned-map.js';
export { VersionedSet } from './versioned-set.js';
export { packNumbers, PackedNumbers } from './packed/packed-numbers.js';
export { inOrder, packTexts, PackedTexts } from './packed/packed-texts.js';
export { putUuid } from './packed/uuid-form.js';
