/** Files that a crash, also of the machine, leaves whole: the old text or the new. */
export { appendLine, createFile, isCode, readIfThere, replaceFile } from './durable-file.js';
