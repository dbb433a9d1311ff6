/**
 * The day it is here, `YYYY-MM-DD`, in the server's time zone (the environment variable TZ): a treasurer in Catania who
 * writes down a receipt after midnight means the new day.
 */
export function today(now: Date = new Date()): string {
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  const [year, month, day] = parts.map((part) => String(part).padStart(2, '0'));
  return `${year}-${month}-${day}`;
}
