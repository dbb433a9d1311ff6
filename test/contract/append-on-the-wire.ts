/**
 * What a store on Postgres sends when it writes events, and at no other time: the end of the portal's name, which is empty, and the beginning
 * of the statement's, as a Bind message has them. The PREPARE of the statements, which writes nothing, has a blank before the name.
 */
export const APPEND_ON_THE_WIRE = '\0event_store_append';
