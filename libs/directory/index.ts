export { bindingOf, newSalt, SALT_BYTES } from './binding.js';
export type { Contact, KeptContact, SignIn } from './contact.js';
export { Directory, openDirectory, type DirectoryOptions } from './directory.js';
