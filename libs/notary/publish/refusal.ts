/**
 * Why no head is signed:
 *
 * - `tree_shrunk`: a larger tree was signed before. The database was set back.
 * - `history_changed`: the tree does not begin with the tree that was signed before.
 * - `tree_broken`: the tiles do not make the root that was written with them.
 * - `signature_unknown`: what was signed before was not signed by a key of this log.
 * - `renamed`: the log of this database has another name than the key.
 */
export type RefusalCode = 'tree_shrunk' | 'history_changed' | 'tree_broken' | 'signature_unknown' | 'renamed';

/**
 * The notary will not sign: whoever signed this head would have shown two histories. Nothing heals this by itself; the
 * README says what to do.
 */
export class HeadRefused extends Error {
  override readonly name = 'HeadRefused';

  constructor(
    readonly code: RefusalCode,
    message: string,
  ) {
    super(message);
  }
}
