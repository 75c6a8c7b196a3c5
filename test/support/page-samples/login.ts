import { accountSwitchPage } from '../../../src/login/pages/account-switch.js'
import { confirmPage } from '../../../src/login/pages/confirm.js'
import { handOverPage, type HandOverModel } from '../../../src/login/pages/hand-over.js'
import { leavePage } from '../../../src/login/pages/leave.js'
import { linkOrCreateAccountPage } from '../../../src/login/pages/link-or-create-account.js'
import { methodChoicePage } from '../../../src/login/pages/method-choice.js'
import { profilePage } from '../../../src/login/pages/profile.js'
import { reviewMethodsPage } from '../../../src/login/pages/review-methods.js'
import { unsolicitedPage } from '../../../src/login/pages/unsolicited.js'
import { confirmSamples } from './confirm.js'
import { linkOrCreateAccountSamples, reviewMethodsSamples } from './link-or-create-account.js'
import { methodChoiceSamples } from './method-choice.js'
import { samplesOf, type PageSamples } from './page-samples.js'
import { profileSamples } from './profile.js'

const handOver: HandOverModel = {
  action: 'https://aachen.example/saml/acs',
  fields: { SAMLResponse: 'PHNhbWwvPg==', RelayState: 'antrag-17' },
  notice: null,
}

/** Every page of a login that is no method's. */
export const loginPages: readonly PageSamples[] = [
  samplesOf(methodChoicePage, 'login', methodChoiceSamples),
  samplesOf(unsolicitedPage, 'login', {
    plain: { form: { action: '/saml/unsolicited', token: 'sample-token' }, portal: 'Serviceportal Aachen' },
  }),
  samplesOf(profilePage, 'login', profileSamples),
  samplesOf(confirmPage, 'login', confirmSamples),
  samplesOf(linkOrCreateAccountPage, 'login', linkOrCreateAccountSamples),
  samplesOf(reviewMethodsPage, 'login', reviewMethodsSamples),
  samplesOf(accountSwitchPage, 'login', {
    plain: {
      form: { action: '/login/a1/switch', token: 'sample-token' },
      current: 'Jana Nowak-Ḫaddād',
      other: 'Emre Öztürk',
    },
  }),
  samplesOf(leavePage, 'login', {
    plain: { action: 'https://konto.example/saml/sso', fields: { SAMLRequest: 'PHNhbWwvPg==' }, method: 'nachbarland' },
  }),
  samplesOf<HandOverModel>(handOverPage, 'login', {
    plain: handOver,
    artifact: { ...handOver, kind: 'artifact', fields: { SAMLart: 'AAQAAA==', RelayState: 'antrag-17' } },
    'proof-gone': { ...handOver, notice: 'proof-gone' },
  }),
]
