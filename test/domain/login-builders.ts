import { sessionId, loginId, methodId } from '../../src/domain/ids.js'
import { LOGIN_LIFETIME, type Login } from '../../src/domain/login.js'
import type { Release } from '../../src/domain/release.js'
import { ERIKA, NOON, someEvidence, someRequirements } from './domain-builders.js'

const BASE = {
  id: loginId('login-1'),
  version: 7,
  answerId: 'answer-1',
  browserKey: 'digest-of-the-cookie',
  reply: {
    kind: 'saml',
    requestId: '_request',
    acsLocation: 'https://portal.example/acs',
    relayState: 'relay',
    classes: [],
    fingerprint: 'digest-of-the-request',
  },
  requirements: someRequirements(),
  startedAt: NOON,
  expiresAt: NOON + LOGIN_LIFETIME,
} as const

const SESSION = sessionId('session-1')

export const RELEASE: Release = {
  attributes: [{ name: 'givenName', value: 'Erika', level: 'basis', required: true }],
  level: 'normal',
}

const PROVED = [someEvidence('password', 'normal')]

const AGREED = {
  ...BASE,
  evidence: PROVED,
  account: ERIKA,
  session: SESSION,
  temporary: false,
  review: false,
  release: RELEASE,
  remember: null,
  ticked: null,
} as const

/** One login in each state. */
export const LOGINS: { readonly [State in Login['state']]: Extract<Login, { state: State }> } = {
  received: { ...BASE, state: 'received' },
  authenticating: {
    ...BASE,
    state: 'authenticating',
    method: methodId('eid'),
    methodState: { nonce: 'n' },
    evidence: [],
    wish: null,
  },
  authenticated: {
    ...BASE,
    state: 'authenticated',
    evidence: PROVED,
    wish: null,
  },
  identified: {
    ...BASE,
    state: 'identified',
    evidence: PROVED,
    account: ERIKA,
    session: SESSION,
    temporary: false,
    review: false,
  },
  confirmed: { ...AGREED, state: 'confirmed' },
  answering: {
    ...AGREED,
    state: 'answering',
    answeringAt: NOON,
    method: methodId('password'),
    authnInstant: NOON,
    reached: 'normal',
  },
  aborting: {
    ...BASE,
    state: 'aborting',
    abortedAt: NOON,
    reason: 'authn-failed',
    notice: null,
    insteadOfAnswer: false,
  },
  answered: {
    ...BASE,
    state: 'answered',
    answeredAt: NOON,
    method: methodId('eid'),
    level: 'hoch',
    session: SESSION,
    answer: null,
  },
  aborted: { ...BASE, state: 'aborted', abortedAt: NOON, reason: 'authn-failed', answer: null },
}
