import { checksOf, REMOVED, type Check } from '../check.js'

const FLOW = 'web flow'
const ASK = 'what a service may ask'
const PASS = 'the pass'
const BIND = ['test/methods/pass/devices/bind-device.test.ts']
const MEET = ['test/login/link-or-create-account.test.ts']
const BLOCKED = ['test/login/blocked-meanwhile.test.ts']
const EARLIER = ['test/http/attacks/earlier-session.test.ts']
const LATER = ['test/login/finish-later.test.ts']

/** What changes while a login is open: methods, sessions, registrations, second factors. */
export const OVER_TIME_CHECKS: readonly Check[] = [
  ...checksOf(BLOCKED, [['a-blocked-method-opens-no-session', ASK, REMOVED]]),
  ...checksOf(BLOCKED, [
    ['a-waiting-proof-by-a-blocked-method-opens-no-session', ASK, REMOVED],
    ['a-blocked-method-ends-nobodys-session', ASK, REMOVED],
  ]),
  ...checksOf(BLOCKED, [['a-card-blocked-after-it-was-bound-opens-no-session', ASK, REMOVED]]),
  ...checksOf(MEET, [['a-card-recognized-for-a-pseudonym-opens-no-session', ASK, REMOVED]]),
  ...checksOf(LATER, [
    [
      'what-was-agreed-to-is-looked-at-again',
      FLOW,
      'isSaml(facts.login) && isStillOffered(facts.login, facts)',
      'isSaml(facts.login)',
    ],
  ]),
  ...checksOf(LATER, [
    ['an-agreement-is-to-a-level', FLOW, 'level,', ''],
    ['an-agreement-is-to-values', FLOW, '`${name} ${own} ${value}`', 'name'],
  ]),
  ...checksOf(EARLIER, [['a-new-factor-ends-the-other-sessions', FLOW, REMOVED]]),
  ...checksOf(EARLIER, [['a-factor-taken-off-ends-the-other-sessions', FLOW, REMOVED]]),
  ...checksOf(BIND, [
    ['a-pairing-ages-with-its-session', PASS, 'lowerOf(pairing.cap, level)', 'pairing.cap'],
    ['a-pairing-ends-with-its-session', PASS, REMOVED],
  ]),
]
