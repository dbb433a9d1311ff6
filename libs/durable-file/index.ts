/** Files that a crash, also of the machine, leaves whole: the old text or the new. And folders in which one process is at work. */
export { appendLine, createFile, isCode, readIfThere, replaceFile } from './durable-file.js';
export { bePresentAlone, NotAlone } from './presence.js';
