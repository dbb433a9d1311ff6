import { parseLogKeys, PublishedLog, type Queries, type SignedBy } from '#notary';
import { noteVerifier, parseVerifierKey } from '#transparency-log';

/**
 * Whose signatures the heads of this database bear: those of the keys, which know the retired ones too, or of the ones that the notary
 * has announced. Undefined where no notary has run and no keys are given.
 */
export async function signedBy(keyText: string | undefined, queries: Queries): Promise<SignedBy | undefined> {
  const announced = await new PublishedLog(queries).identity();
  const keys = keyText === undefined ? undefined : parseLogKeys(keyText);
  if (keys !== undefined && (announced === undefined || announced.origin === keys.origin)) return keys;
  return (
    announced && {
      origin: announced.origin,
      verifiers: announced.verifierKeys.map((key) => noteVerifier(parseVerifierKey(key))),
    }
  );
}
