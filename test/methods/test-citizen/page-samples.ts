import { chosenCitizenPage, testCitizensPage } from '../../../src/methods/test-citizen/pages/test-citizens.js'
import { type PageSamples, samplesOf } from '../../support/page-samples/page-samples.js'

const citizens = [
  { id: 'erika', name: 'Erika Musterfrau', temporary: false },
  { id: 'gast', name: 'Ḥasan Müller-D’Ôrsay', temporary: true },
]
const around = { citizens, path: '/test/citizen', forget: '/test/citizen/none' }
const erika = { id: 'erika', name: 'Erika Musterfrau', temporary: false }
const form = { action: '/login/a1/eid', token: 'sample-token' }

/** Every page of a deployment with test citizens. */
export const pages: readonly PageSamples[] = [
  samplesOf(testCitizensPage, 'login', {
    eid: { form, otherMethods: '/login/a1', method: 'eid' as const, citizens },
    elster: { form, otherMethods: '/login/a1', method: 'elster' as const, citizens },
    password: { form, otherMethods: '/login/a1', method: 'password' as const, citizens },
  }),
  samplesOf(chosenCitizenPage, 'outside', {
    nobody: { ...around, chosen: null },
    page: { ...around, chosen: { ...erika, end: null } },
    confirm: { ...around, chosen: { ...erika, end: 'confirm' as const } },
    decline: { ...around, chosen: { ...erika, end: 'decline' as const } },
    cancel: { ...around, chosen: { ...erika, end: 'cancel' as const } },
  }),
]
