/**
 * Loaded into the programs that the demo starts, before their own code. Where the demo is killed and cannot end them, the
 * channel between the two closes, and they end as if they had been told to.
 */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
