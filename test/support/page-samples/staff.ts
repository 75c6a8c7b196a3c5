import { operatorPasswordPage } from '../../../src/operators/console/pages/operator-password.js'
import { operatorResetPage, type OperatorResetModel } from '../../../src/operators/console/pages/operator-reset.js'
import { operatorsPage, type ListedOperator } from '../../../src/operators/console/pages/operators.js'
import { tenantId } from '../../../src/domain/ids.js'
import { refusal } from '../../../src/operators/findings.js'
import { bar, NOW } from './operator-parts.js'
import { type PageSamples, samplesOf } from './page-samples.js'

const form = { action: '/operator/zugaenge', token: 'sample-token' }
const admin = bar('operators', 'admin')

const someone = (username: string, changes: Partial<ListedOperator> = {}): ListedOperator => ({
  username,
  role: 'operator',
  tenant: tenantId('Aachen'),
  hotline: false,
  disabled: false,
  oneTimeUntil: null,
  hasFactor: true,
  isSelf: false,
  ...changes,
})

const operators = [
  someone('vera.vogt', { role: 'admin', tenant: null, isSelf: true }),
  someone('uwe.uhl', { hotline: true, oneTimeUntil: NOW }),
  someone('paula.maximiliane.pruefer-vom-hohen-steine', { role: 'auditor', tenant: null, hasFactor: false }),
  someone('frida.fort', { disabled: true }),
]

const asking = (changes: Partial<OperatorResetModel> = {}): OperatorResetModel => ({
  bar: admin,
  form,
  username: 'uwe.uhl',
  version: 3,
  secondPerson: false,
  isWrong: false,
  back: '/operator/zugaenge',
  ...changes,
})

const given = {
  bar: admin,
  username: 'uwe.uhl',
  password: '7Q3K-VX0M-2R9T-HB4D',
  draft: null,
  back: '/operator/zugaenge',
}

/** Who may sign in at the console, and a password that one of them gets. */
export const staffPages: readonly PageSamples[] = [
  samplesOf(operatorsPage, 'outside', {
    some: { bar: admin, form, operators, refusal: null },
    changed: { bar: admin, form, operators, refusal: refusal('operator-changed', {}) },
  }),
  samplesOf(operatorResetPage, 'outside', {
    plain: asking(),
    'second-person': asking({ secondPerson: true }),
    wrong: asking({ isWrong: true }),
  }),
  samplesOf(operatorPasswordPage, 'outside', {
    plain: given,
    drafted: { ...given, draft: '/operator/entwuerfe/Xk3vJ0b6pQ1sXo8uT5yR2w' },
  }),
]
