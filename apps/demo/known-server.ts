import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownIdentity } from '#infra/postgres/embedded/process.js';
import { SERVER_IDENTITY } from './homes.js';
import './end-with-parent.js';

/** For a later demo, which ends what a killed one has left. */
writeFileSync(join(process.env['SEMINA_HOME'] ?? '.', SERVER_IDENTITY), JSON.stringify(ownIdentity()));
