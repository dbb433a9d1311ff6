import { type Hash } from './hash.js';

/** A tree in short: how many leaves it has, and the hash that stands for all of them. */
export interface TreeHead {
  /** Number of leaves, 0 to 2^53 − 1. */
  readonly size: number;
  readonly root: Hash;
}

/** A number of leaves that can be counted without rounding. */
export const isTreeSize = (size: number): boolean => Number.isSafeInteger(size) && size >= 0;
