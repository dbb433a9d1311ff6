export { isCurrency, minorUnitDigits } from './currency.js';
export { AMOUNT_MAX, lineValue, parseMajorUnits } from './amount.js';
export { proportionOf, shareByLargestRemainder } from './sharing.js';
