export { bindingOf, newSalt, SALT_BYTES } from './binding.js';
export { isSameContact, type Contact, type KeptContact, type SignIn } from './contact.js';
export { Directory, openDirectory, type DirectoryOptions } from './directory.js';
