/** What is wrong with bytes that are not of the format they should be. */
export type FormatCode =
  | 'too_large'
  | 'not_utf8'
  | 'control_character'
  | 'number_malformed'
  | 'number_too_large'
  | 'base64_malformed'
  | 'hash_malformed'
  | 'note_malformed'
  | 'signature_malformed'
  | 'too_many_signatures'
  | 'key_malformed'
  | 'key_id_mismatch'
  | 'key_type_unknown'
  | 'checkpoint_malformed'
  | 'tile_path_malformed'
  | 'tile_malformed'
  | 'tile_missing'
  | 'entry_bundle_malformed'
  | 'entry_too_large'
  | 'request_malformed'
  | 'response_malformed'
  | 'too_many_hashes'
  | 'proof_file_malformed'
  | 'policy_malformed';

/** What is untrue about bytes that are well formed. */
export type VerificationCode =
  | 'index_out_of_range'
  | 'sizes_out_of_order'
  | 'proof_length_wrong'
  | 'root_mismatch'
  | 'old_root_mismatch'
  | 'roots_differ'
  | 'empty_root_wrong'
  | 'signature_invalid'
  | 'key_ambiguous'
  | 'no_trusted_signature'
  | 'origin_unknown'
  | 'old_size_stale'
  | 'leaf_missing'
  | 'quorum_not_reached';

type Details = Readonly<Record<string, string | number>>;

/** The bytes are not of the format. A defect of the sender, or an attack; nothing in them may be believed. */
export class LogFormatError extends Error {
  override readonly name = 'LogFormatError';

  constructor(
    readonly code: FormatCode,
    message: string,
    readonly details: Details = {},
  ) {
    super(message);
  }
}

/** The bytes say something that is not true, or that nobody who is trusted has signed. Possibly proof of a fork: keep them. */
export class LogVerificationError extends Error {
  override readonly name = 'LogVerificationError';

  constructor(
    readonly code: VerificationCode,
    message: string,
    readonly details: Details = {},
  ) {
    super(message);
  }
}

/** Every refusal of this room. Whatever else it throws is a defect. */
export type LogError = LogFormatError | LogVerificationError;

export const isLogError = (error: unknown): error is LogError =>
  error instanceof LogFormatError || error instanceof LogVerificationError;
