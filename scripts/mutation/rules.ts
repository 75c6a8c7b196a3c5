/** The rules that the gate keeps, each with the one sentence that a check belongs to. */
export const RULES = {
  'one strict XML entry':
    'One parser for checking and reading; size and depth limited, bytes decoded once, no DOCTYPE, comments or processing instructions, nothing ever fetched.',
  'shape before cryptography':
    'Expected root, schema, unique and valid IDs, one Issuer, before any signature is looked at.',
  'the signature is a template':
    'One Signature in its one place, one Reference to the root, the two usual transforms, algorithms from an allow-list and bound to the kind of the key, keys from registered metadata only.',
  'nothing weak but by exception':
    'CBC and SHA-1 only for the one service, and until the day, that an operator named; each use shows.',
  'only verified bytes are read':
    'Values come from the octets that were verified, and the signed element is the message itself.',
  'redirect query as sent':
    'The signature is over the raw query; no repeated, structured or mixed parameter; inflation is capped and complete.',
  'addresses as exact strings':
    'Destination, ACS and Issuer are compared as exact strings; nothing goes to an ACS before sender and ACS are proven.',
  'time and replay': 'Short windows, strict times, every ID once, an answer once.',
  'a card proves by getResult alone':
    'Only a fresh, signed answer to getResult counts, once, in the login and browser that began, for what was said to be read.',
  'an OpenID provider proves by a token of its own':
    'Only an ID token that a published key of the registered issuer signed, for us alone, fresh, and for the question of this login; at most at the level that its operator set.',
  'what a service may ask':
    'Never a lower level, another subject, or more attributes than registration and request allow.',
  'web flow':
    'Tokens bound to login and session, every step enforced on the server, a new session id at each proof, no change by GET.',
  'logout everywhere':
    'A service ends its own sessions alone and learns of no other; what it says counts as signed, for this place, in time, once; logged out is said of who said so.',
  'an upstream proves the whole profile':
    'What is read was signed by a key of the metadata, for us, for one request of ours, now, by its bearer; conditions that are not understood refuse, and an unsigned status ends nothing.',
  'one service, one answer':
    'An artifact is resolved by the service that it was made for alone, proven by its signature, once and within its time; nobody else learns of it.',
  'escaping and headers': 'No foreign markup and no foreign link; the full security headers on every page.',
  'room for those who have begun':
    'Above its capacity a process sheds at once and before any work, new logins first; a forged cookie has no share; health and metrics are never shed; no place is leaked.',
  operators:
    'Apart from citizens; password and code, each guess limited, each code once; what a role and a tenant do not allow is not there; nothing is applied that was not shown.',
  passwords: 'Same answer and same work for known, unknown and braked names; brakes by name, address and password.',
  'second factors':
    'Always asked for where one is bound, used once before it counts, every code and challenge once, guesses braked, nothing changed by a session left open.',
  'the pass':
    'The signature first, one answer a challenge, three tries in a row; the number, or the login’s own browser; nothing counts before its first use.',
  'metadata is hostile too':
    'Only what the signer signed, only strong keys, only permitted addresses, in time, under its own name; fetching stays outside.',
  'upstreams live and end':
    'A name once, never one that another page has; nothing from an address unproven; what is removed revives nothing; the last good copy stays; the own probe alone says who is down.',
  'calls go where they may':
    'One port for all that the broker calls: DNS asked once and its answer used, no redirect to another class of network, private networks as they are listed, certificates verified, size and time bounded.',
  'every fault ends in the error page': 'No 5xx for bad input, no stack, no echo of markup.',
  'the audit shows what was done to it':
    'A MAC of its writer and a seal over the one before for each entry, the end kept elsewhere; whoever changes, removes, inserts or cuts off without the key shows; look-ups are in it.',
  'keys and secrets': 'Wrapped, bound to their purpose, never in logs, never weak or readable by others.',
} as const

export type Rule = keyof typeof RULES
