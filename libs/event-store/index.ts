export * from './port.js';
export * from './limits.js';
export { canonicalBytes, canonicalJson } from './canonical.js';
export { bareEvents } from './bare-events.js';
export { leavesOfEvents } from './leaves.js';
export { isPlainlyCanonical, plainMembers } from './plainly-canonical.js';
