/**
 * Why nothing was backed up or restored. Whatever it is, nothing has changed.
 *
 * - `file_exists`: a backup is never written over another file.
 * - `nothing_to_back_up`: no server has ever run on this database.
 * - `event_store_differs`: the events are not where EVENT_STORE, or its absence, says.
 * - `backup_under_way`: another backup of this database is being made.
 * - `part_too_large`: a table has outgrown what the format holds.
 * - `file_missing`: there is no such file.
 * - `not_a_backup`: the file is something else.
 * - `backup_incomplete`: the end is missing: it was cut off, or never written to its end.
 * - `backup_altered`: its bytes are not the ones that were written.
 * - `backup_too_new`: a newer version of this program has made it.
 * - `backup_too_old`: a version before release 0.1.0 has made it.
 * - `database_not_empty`: there is something in the database.
 * - `home_in_use`: the folder of this machine holds keys of another server.
 * - `checkpoint_unusable`: the page that was given is none of this log.
 * - `log_broken`: the events are not those that were made leaves of the log and signed.
 * - `history_differs`: the log does not begin with what a given page shows.
 */
export type RefusalCode =
  | 'file_exists'
  | 'nothing_to_back_up'
  | 'event_store_differs'
  | 'backup_under_way'
  | 'part_too_large'
  | 'file_missing'
  | 'not_a_backup'
  | 'backup_incomplete'
  | 'backup_altered'
  | 'backup_too_new'
  | 'backup_too_old'
  | 'database_not_empty'
  | 'home_in_use'
  | 'checkpoint_unusable'
  | 'log_broken'
  | 'history_differs';

/** It is not done, for a reason that whoever asked can do something about. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';

  constructor(
    readonly code: RefusalCode,
    message: string,
  ) {
    super(message);
  }
}
