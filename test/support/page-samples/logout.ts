import { logoutHandOverPage } from '../../../src/logout/pages/hand-over.js'
import { loggedOutPage } from '../../../src/logout/pages/logged-out.js'
import { logoutPage } from '../../../src/logout/pages/logout.js'
import { logoutOnTheWayPage } from '../../../src/logout/pages/on-the-way.js'
import type { LoggedOutService } from '../../../src/logout/pages/service-list.js'
import { logoutTellingPage } from '../../../src/logout/pages/telling.js'
import { signedInPage } from '../../../src/logout/pages/signed-in.js'
import { signedOutPage } from '../../../src/logout/pages/signed-out.js'
import { samplesOf, type PageSamples } from './page-samples.js'

const LOGOUT = { action: '/abmelden', token: 'sample-token' }

const service = (
  name: string,
  state: LoggedOutService['state'],
  more: Partial<LoggedOutService> = {},
): LoggedOutService => ({
  entityId: `https://${name.toLowerCase().replaceAll(' ', '-')}.example/sp`,
  name,
  state,
  pending: null,
  home: `https://${name.toLowerCase().replaceAll(' ', '-')}.example/`,
  ...more,
})

const AACHEN = 'Serviceportal Aachen'
const BACK = { name: AACHEN, path: '/abmelden/a1/zurueck' }
const RELOADS = { here: '/abmelden/a1', stopped: '/abmelden/a1?auto=0' }
const NEXT = { name: 'Parken Bonn', path: '/abmelden/a1/weiter' }

/** The pages before, on the way of, and after a logout. */
export const logoutPages: readonly PageSamples[] = [
  samplesOf(signedOutPage, 'outside', { plain: {} }),
  samplesOf(logoutPage, 'outside', {
    plain: { form: LOGOUT, who: { citizen: 'Jana Nowak-Ḫaddād' }, waiting: null },
    nameless: { form: LOGOUT, who: { citizen: '' }, waiting: null },
    'login-open': {
      form: LOGOUT,
      who: { citizen: 'Jana Nowak-Ḫaddād' },
      waiting: { path: '/login/a1', portal: AACHEN },
    },
    left: { form: LOGOUT, who: 'left', waiting: null },
    'nobody-signed-in': { form: LOGOUT, who: 'open-login', waiting: { path: '/login/a1', portal: AACHEN } },
  }),
  samplesOf(logoutOnTheWayPage, 'outside', {
    begun: {
      services: [service('Parken Bonn', 'unknown', { pending: 'waiting' }), service('Angeln in Xanten', 'done')],
      next: NEXT,
      isBack: false,
    },
    telling: {
      services: [
        service('Parken Bonn', 'unknown', { pending: 'waiting' }),
        service('Angeln in Xanten', 'unknown', { pending: 'telling' }),
      ],
      next: NEXT,
      isBack: false,
    },
    back: {
      services: [service('Parken Bonn', 'unknown', { pending: 'waiting' }), service('Angeln in Xanten', 'unknown')],
      next: NEXT,
      isBack: true,
    },
  }),
  samplesOf(logoutTellingPage, 'outside', {
    plain: {
      services: [service('Parken Bonn', 'unknown', { pending: 'telling' }), service('Angeln in Xanten', 'done')],
      ...RELOADS,
      automatic: true,
    },
    stopped: {
      services: [service('Parken Bonn', 'unknown', { pending: 'telling' })],
      ...RELOADS,
      automatic: false,
    },
  }),
  samplesOf(loggedOutPage, 'outside', {
    everywhere: { services: [service('Parken Bonn', 'done'), service(AACHEN, 'done')], back: null },
    'not-everywhere': {
      services: [
        service('Parken Bonn', 'done'),
        service('Angeln in Xanten', 'failed'),
        service('Einbürgerung im Kreis Düren', 'unknown'),
        service('Hundesteuer', 'unsupported', { home: null }),
      ],
      back: BACK,
    },
  }),
  samplesOf(signedInPage, 'outside', {
    over: {
      services: [service('Parken Bonn', 'done'), service('Angeln in Xanten', 'failed')],
      form: LOGOUT,
      citizen: 'Jana Nowak-Ḫaddād',
      next: null,
      back: BACK,
    },
    'on-the-way': {
      services: [service('Parken Bonn', 'unknown', { pending: 'waiting' })],
      form: LOGOUT,
      citizen: '',
      next: NEXT,
      back: null,
    },
    telling: {
      services: [service('Parken Bonn', 'unknown', { pending: 'telling' })],
      form: LOGOUT,
      citizen: 'Ole Brandt',
      next: null,
      back: null,
    },
    alone: { services: [service(AACHEN, 'done')], form: LOGOUT, citizen: 'Ole Brandt', next: null, back: null },
  }),
  samplesOf(logoutHandOverPage, 'outside', {
    plain: { action: 'https://parken-bonn.example/slo', fields: { SAMLRequest: 'UGFya2Vu' }, portal: 'Parken Bonn' },
  }),
]
