import { checksOf, type Check } from '../check.js'

const FLOW = 'web flow'
const ASK = 'what a service may ask'
const PASS = 'the pass'
const BIND = ['test/accounts/devices/bind-device.test.ts']
const MEET = ['test/flow/meet-person.test.ts']
const BLOCKED = ['test/flow/blocked-meanwhile.test.ts']
const EARLIER = ['test/http/attacks/earlier-session.test.ts']
const LATER = ['test/flow/finish-later.test.ts']

/** What changes while a login is open: methods, sessions, registrations, second factors. */
export const OVER_TIME_CHECKS: readonly Check[] = [
  ...checksOf('src/flow/take-proof.ts', BLOCKED, [
    [
      'a-blocked-method-opens-no-session',
      ASK,
      'if (!provesAccount([proof], account)) return proofOfNothing(facts, ports)',
      '',
    ],
  ]),
  ...checksOf('src/flow/resolve-identity.ts', BLOCKED, [
    [
      'a-waiting-proof-by-a-blocked-method-opens-no-session',
      ASK,
      'if (!provesAccount(login.evidence, account)) return proofOfNothing(facts, ports)\n  if (opensNoSession',
      'if (opensNoSession',
    ],
    [
      'a-blocked-method-ends-nobodys-session',
      ASK,
      'if (!provesAccount(login.evidence, account)) return proofOfNothing(facts, ports)\n  if (facts.session)',
      'if (facts.session)',
    ],
  ]),
  ...checksOf('src/flow/link-account.ts', BLOCKED, [
    [
      'a-card-blocked-after-it-was-bound-opens-no-session',
      ASK,
      'if (!provesAccount([asOf(evidence, holder.id)], holder)) return proofOfNothing(facts, ports)',
      '',
    ],
  ]),
  ...checksOf('src/flow/link-account.ts', MEET, [
    [
      'a-card-recognized-for-a-pseudonym-opens-no-session',
      ASK,
      'if (opensNoSession(facts)) return { login: await storeLogin(identified(mine, holder.id, null), ports) }',
      '',
    ],
  ]),
  ...checksOf('src/flow/login-flow.ts', LATER, [
    [
      'what-was-agreed-to-is-looked-at-again',
      FLOW,
      'isSaml(login) && decision !== null && stillOffered(login.release, decision)',
      'isSaml(login)',
    ],
  ]),
  ...checksOf('src/domain/release.ts', LATER, [
    ['an-agreement-is-to-a-level', FLOW, '  level,\n  ...attributes.map', '  ...attributes.map'],
    ['an-agreement-is-to-values', FLOW, '`${name} ${own} ${value}`', 'name'],
  ]),
  ...checksOf('src/http/account/factor-setups.ts', EARLIER, [
    ['a-new-factor-ends-the-other-sessions', FLOW, '  await endOtherSessions(found.session, context.deps.flow)\n', ''],
  ]),
  ...checksOf('src/http/routes/second-factor.ts', EARLIER, [
    [
      'a-factor-taken-off-ends-the-other-sessions',
      FLOW,
      '  await endOtherSessions(found.session, context.deps.flow)\n',
      '',
    ],
  ]),
  ...checksOf('src/accounts/devices/bind-device.ts', BIND, [
    ['a-pairing-ages-with-its-session', PASS, 'lowerOf(pairing.cap, level)', 'pairing.cap'],
    ['a-pairing-ends-with-its-session', PASS, 'if (!level) return false', ''],
  ]),
]
