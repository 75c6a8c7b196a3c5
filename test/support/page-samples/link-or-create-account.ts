import type { LinkOrCreateAccountModel } from '../../../src/login/pages/link-or-create-account.js'
import type { ReviewMethodsModel } from '../../../src/login/pages/review-methods.js'

const SINCE = Date.UTC(2026, 0, 15, 9, 0)

const form = (step: string) => ({ action: `/login/a1/${step}`, token: 'sample-token' })

const meet = (
  page: Pick<LinkOrCreateAccountModel, 'situation' | 'choices'> & Partial<LinkOrCreateAccountModel>,
): LinkOrCreateAccountModel => ({
  form: form('person'),
  readAgain: [],
  signedInAs: null,
  ...page,
})

/** A card that no account holds, in every situation, with every choice. */
export const linkOrCreateAccountSamples: Readonly<Record<string, LinkOrCreateAccountModel>> = {
  unknown: meet({
    situation: 'unknown',
    choices: ['open-account', 'link-account', 'temporary', 'cancel'],
    readAgain: ['open-account', 'link-account'],
  }),
  renewed: meet({ situation: 'renewed', choices: ['link-account', 'temporary', 'cancel'] }),
  'renewed-alone': meet({ situation: 'renewed', choices: ['link-renewed', 'temporary', 'cancel'] }),
  'signed-in': meet({
    situation: 'signed-in',
    choices: ['link-session', 'leave-account', 'back', 'cancel'],
    signedInAs: 'Jana Nowak',
  }),
  'other-account-signed-in': meet({
    situation: 'signed-in',
    choices: ['link-session', 'leave-account', 'back', 'cancel'],
    signedInAs: 'Jana Nowak',
    otherAccount: 'nutzerkonto-nachbarland',
  }),
  'other-account-unknown': meet({
    situation: 'unknown',
    choices: ['open-account', 'link-account', 'cancel'],
    otherAccount: 'nutzerkonto-nachbarland',
  }),
  'other-account-of-another-person': meet({
    situation: 'another-person',
    choices: ['leave-account', 'back', 'cancel'],
    signedInAs: 'Ole Brandt',
    otherAccount: 'nutzerkonto-nachbarland',
  }),
  'another-person': meet({
    situation: 'another-person',
    choices: ['leave-account', 'back', 'cancel'],
    signedInAs: 'Ole Brandt',
  }),
}

/** The methods of an account whose proofing rose. */
export const reviewMethodsSamples: Readonly<Record<string, ReviewMethodsModel>> = {
  'with-contacts': {
    form: form('review'),
    level: 'hoch',
    methods: [
      { mark: 'password', method: 'password', name: null, boundAt: SINCE },
      { mark: 'pass phone-1', method: 'pass', name: 'Mein Telefon', boundAt: SINCE },
    ],
    contacts: [{ name: 'email', value: 'jana.nowak@buerger.example' }],
  },
  alone: {
    form: form('review'),
    level: 'hoch',
    methods: [{ mark: 'password', method: 'password', name: null, boundAt: SINCE }],
    contacts: [],
  },
}
