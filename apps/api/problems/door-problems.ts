/** What the door itself refuses or cannot do: the status it answers with, and what it says. */
export const doorProblems = {
  malformed_request: [400, 'This is not a request that HTTP allows.'],
  malformed_json: [400, 'The body is not JSON, or not only one thing can be read from it.'],
  invalid_input: [400, 'Something is missing, not known, or not of its kind; `errors` says what.'],
  idempotency_key_missing: [
    400,
    'Send a new UUID for each command in the header Idempotency-Key, and the same one to repeat it.',
  ],
  idempotency_key_invalid: [400, 'Idempotency-Key must be one UUID.'],
  cursor_invalid: [400, 'Send a cursor just as the page before gave it.'],
  token_missing: [401, 'Send a token: Authorization: Bearer …'],
  token_invalid: [401, 'The token is not one that this server believes, or its time is over.'],
  route_unknown: [404, 'There is nothing at this path.'],
  method_not_allowed: [405, 'This path is not served for this method; `Allow` lists those it is served for.'],
  request_timeout: [408, 'The request took too long to arrive.'],
  body_too_large: [413, 'The body is larger than this server takes.'],
  url_too_long: [414, 'A part of the path is longer than anything this server knows.'],
  contact_erased: [409, 'The personal data of this party were erased; there is nothing to correct.'],
  content_type_unsupported: [415, 'Bodies are application/json.'],
  idempotency_key_reused: [422, 'This Idempotency-Key belongs to another command. Send a new one.'],
  event_unknown: [404, 'The book has no such event, or it does not concern you.'],
  tile_unknown: [404, 'The log that is published has no such tile.'],
  too_many_requests: [429, 'Too many requests within a minute. Wait as long as Retry-After says.'],
  headers_too_large: [431, 'The head of the request is larger than this server takes.'],
  defect: [500, 'Something is wrong in the server. The log knows more under this request id.'],
  log_broken: [
    500,
    'The event is not the one that was made a leaf of the log. Keep the proofs that you have, and tell whoever runs the server.',
  ],
  log_not_published: [503, 'The log has not come so far yet. Ask again in a moment.'],
  store_unavailable: [503, 'The database did not answer. Repeat it with the same Idempotency-Key.'],
  identity_provider_unavailable: [503, 'Who you are cannot be told now: the OpenID provider did not answer.'],
  overloaded: [503, 'Too many commands wait. Nothing was written; repeat it in a moment.'],
  position_not_reached: [503, 'The read models are not so far yet. Ask again in a moment.'],
  not_ready: [503, 'The server cannot do its work now; `details` says what is missing.'],
} as const satisfies { readonly [code: string]: readonly [status: number, meaning: string] };

export type DoorCode = keyof typeof doorProblems;
