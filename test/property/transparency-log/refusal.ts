import { isLogError } from '#transparency-log';

/** The code with which something is refused, or `accepted`. An error without a code is a defect and goes on. */
export function refusal(act: () => unknown): string {
  try {
    act();
    return 'accepted';
  } catch (error) {
    if (isLogError(error)) return error.code;
    throw error;
  }
}

/** As `refusal`, for work that takes a while. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  const [settled] = await Promise.allSettled([work]);
  return refusal(() => {
    if (settled.status === 'rejected') throw settled.reason;
  });
}
