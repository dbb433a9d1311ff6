/** What the format calls a key's name: not empty, without a plus and without white space of any kind (C2SP signed-note). */
export const isKeyName = (name: string): boolean => /^[^+\p{White_Space}\p{Surrogate}]+$/u.test(name);

/** A name that a key of ours may have: without control characters too, since no note can hold those. */
export const isOwnKeyName = (name: string): boolean => isKeyName(name) && !/\p{Cc}/u.test(name);
