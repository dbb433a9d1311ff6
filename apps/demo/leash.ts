import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownIdentity } from '#infra/postgres/embedded/process.js';
import { SERVER_IDENTITY } from './homes.js';

/**
 * Loaded into the demo's server before its own code. The server is in no terminal's process group, so that Ctrl-C
 * reaches the demo alone, which ends it in order. Where the demo cannot, because it was killed, the channel between the
 * two closes, and the server ends as if it had been told to.
 */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();

/** For a later demo, which ends what a killed one has left. */
writeFileSync(join(process.env['SEMINA_HOME'] ?? '.', SERVER_IDENTITY), JSON.stringify(ownIdentity()));
