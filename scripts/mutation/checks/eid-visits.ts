import { checksOf, REMOVED, type Check } from '../check.js'

const OPEN_SESSIONS = ['test/methods/eid/open-sessions.test.ts']
const VISITS = ['test/methods/eid/visits.test.ts']

const CARD = 'a card proves by getResult alone'

/** What visits of the way back share, and how many sessions may be unfinished at the eID server. */
export const EID_VISIT_CHECKS: readonly Check[] = [
  ...checksOf(OPEN_SESSIONS, [
    [
      'unfinished-eid-sessions-are-limited',
      CARD,
      "if (!(await takePlace(id, address, deps))) return 'server-busy'",
      'await takePlace(id, address, deps)',
    ],
  ]),
  ...checksOf(OPEN_SESSIONS, [
    ['an-address-has-its-own-limit', CARD, 'most: MOST_OF_ADDRESS', 'most: 9e9'],
    ['all-addresses-have-one-limit', CARD, 'most: openSessions', 'most: 9e9'],
    ['an-ipv6-network-is-one-address', CARD, 'networkOf(address)', 'networkOf ? address : address'],
  ]),
  ...checksOf(
    ['test/storage/memory/ephemeral-stores.test.ts'],
    [['places-are-limited-in-this-process', CARD, REMOVED]],
  ),
  ...checksOf(
    ['test/storage/redis/redis-stores.test.ts'],
    [
      [
        'places-are-limited-over-instances',
        CARD,
        "  if redis.call('ZCARD', KEYS[place]) >= tonumber(ARGV[place + 1]) then return place - 1 end\n",
        '',
      ],
    ],
  ),
  ...checksOf(
    ['test/e2e/eid-sessions.test.ts'],
    [
      [
        'a-limit-goes-by-the-address-as-trusted',
        CARD,
        "address: request.ip ?? ''",
        "address: request.get('x-forwarded-for') ?? ''",
      ],
    ],
  ),
  ...checksOf(VISITS, [
    ['the-request-counter-rises', CARD, 'counter: held.counter + 1', 'counter: 1'],
    ['one-visit-asks-at-a-time', CARD, REMOVED],
    [
      'what-was-told-once-is-not-overwritten',
      CARD,
      'if (!held || held.result || (result === null && held.counter !== turn.counter)) return',
      'if (!held) return',
    ],
    ['a-result-is-kept-for-two-minutes', CARD, 'clock.now() + RESULT_KEPT', 'turn.keepUntil'],
  ]),
  ...checksOf(VISITS, [
    ['a-visit-has-an-end', CARD, 'return Promise.race([asking, over])', 'return void over ?? asking'],
    ['the-last-visit-takes-the-proof', CARD, 'return isLast ? result : OVERTAKEN', 'return result'],
  ]),
  ...checksOf(VISITS, [
    [
      'nobody-gone-takes-a-proof',
      CARD,
      "if (fetched.kind === 'proved' && !context.gone?.aborted) return fetched",
      "if (fetched.kind === 'proved') return fetched",
    ],
  ]),
]
