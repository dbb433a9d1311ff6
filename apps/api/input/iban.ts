/**
 * Whether the text is an IBAN: its check digits are right (ISO 13616, ISO 7064 mod 97-10). Spaces and the separators
 * that people put in between do not matter, nor do lower-case letters.
 */
export function isIban(text: string): boolean {
  const compact = text.replaceAll(/[\s._/-]/g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(compact)) return false;
  const rearranged = compact.slice(4) + compact.slice(0, 4);
  let remainder = 0;
  for (const character of rearranged) {
    const value = parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}
