import type { AttributeName } from '../../../src/domain/identity.js'
import type { TrustLevel } from '../../../src/domain/trust-level.js'
import type { ConfirmAttribute } from '../../../src/login/pages/components/attribute-rows.js'
import type { ConfirmModel } from '../../../src/login/pages/confirm.js'

/** An invented citizen; every attribute has a value, so a new one without does not compile. */
const VALUES: Readonly<Record<AttributeName, string>> = {
  givenName: 'Jana',
  familyName: 'Nowak-Ḫaddād',
  birthName: 'Ḵöhler',
  academicTitle: 'Dr.',
  birthDate: '1987-03-09',
  placeOfBirth: 'Solingen',
  gender: '2',
  nationality: 'D',
  documentType: 'ID',
  street: 'Musterweg 4',
  postalCode: '52062',
  locality: 'Aachen',
  country: 'DE',
  email: 'jana.nowak@post.example',
  phone: '+49 241 5550100',
  deMail: 'jana.nowak@post.de-mail.example',
}

const attribute = (name: AttributeName, level: TrustLevel, required = true): ConfirmAttribute => ({
  name,
  value: VALUES[name],
  level,
  origin: level === 'basis' ? 'self-declared' : 'eid',
  required,
  ticked: false,
})
const ticked = (attributes: readonly ConfirmAttribute[]): readonly ConfirmAttribute[] =>
  attributes.map((each) => ({ ...each, ticked: !each.required }))

const ADDRESS: readonly AttributeName[] = ['street', 'postalCode', 'locality', 'country']
const NAMES: readonly AttributeName[] = ['givenName', 'familyName']
const all = (names: readonly AttributeName[], level: TrustLevel, required = true): readonly ConfirmAttribute[] =>
  names.map((name) => attribute(name, level, required))

const page = (attributes: readonly ConfirmAttribute[], extra: Partial<ConfirmModel> = {}): ConfirmModel => ({
  form: { action: '/login/a1/confirm', token: 'sample-token' },
  citizen: 'Jana Nowak-Ḫaddād',
  serviceName: null,
  attributes,
  tick: { all: '/login/a1?tick=all#optional', none: '/login/a1?tick=none#optional' },
  level: 'normal',
  method: 'password',
  staysSignedIn: true,
  isNewAccount: false,
  remark: null,
  canRemember: true,
  ...extra,
})

const LEVELS: Readonly<Record<TrustLevel, ConfirmModel>> = {
  basis: page(all(NAMES, 'basis'), { level: 'basis' }),
  normal: page([...all([...NAMES, 'birthDate', ...ADDRESS], 'basis'), attribute('email', 'normal')]),
  substantiell: page([...all([...NAMES, ...ADDRESS], 'substantiell'), attribute('email', 'basis')], {
    level: 'substantiell',
    method: 'pass',
    serviceName: 'Bewohnerparkausweis beantragen',
  }),
  hoch: page(all([...NAMES, 'birthName', 'birthDate', 'placeOfBirth', 'nationality', ...ADDRESS], 'hoch'), {
    level: 'hoch',
    method: 'eid',
    citizen: null,
    staysSignedIn: false,
    canRemember: false,
  }),
}

export const confirmSamples: Readonly<Record<string, ConfirmModel>> = {
  ...LEVELS,
  optional: page([...all(NAMES, 'basis'), ...all(['email', 'phone', 'birthDate'], 'basis', false)]),
  'optional-address': page([
    ...all([...NAMES, 'postalCode'], 'basis'),
    ...all(['street', 'locality', 'country'], 'basis', false),
  ]),
  'optional-ticked': page([
    ...all(NAMES, 'basis'),
    ...ticked([...all(ADDRESS, 'basis', false), attribute('email', 'basis', false)]),
  ]),
  'optional-part-ticked': page([
    ...all(NAMES, 'basis'),
    ...ticked([attribute('street', 'basis', false)]),
    attribute('locality', 'hoch', false),
  ]),
  origins: page([
    ...all(NAMES, 'substantiell'),
    { ...attribute('birthDate', 'substantiell'), origin: 'clerk' },
    { ...attribute('placeOfBirth', 'normal'), origin: 'upstream:nutzerkonto-nachbarland' },
    ...[attribute('email', 'normal', false)].map((each) => ({ ...each, origin: 'clerk' as const })),
  ]),
  'other-account': page(
    all(NAMES, 'substantiell').map((each) => ({ ...each, origin: 'upstream:nutzerkonto-nachbarland' as const })),
  ),
  'other-account-without-one-here': page(
    all(NAMES, 'substantiell').map((each) => ({ ...each, origin: 'upstream:nutzerkonto-nachbarland' as const })),
    {
      citizen: null,
      staysSignedIn: false,
      canRemember: false,
      method: 'nutzerkonto-nachbarland',
      otherAccount: 'nutzerkonto-nachbarland',
    },
  ),
  'address-levels': page([attribute('street', 'basis'), attribute('locality', 'normal')]),
  'after-a-recovery-code': page(all(NAMES, 'basis'), {
    remark: { method: 'password', remark: { kind: 'codes-left', count: 9 } },
  }),
  'account-made': page(all(NAMES, 'substantiell'), { method: 'eid', isNewAccount: true }),
  'shared-identifier': page(all(NAMES, 'basis'), { hasSubjectId: true }),
  'shared-identifier-alone': page([], { method: 'pass', hasSubjectId: true }),
  'level-only': page([], { method: '' }),
  nameless: page([], { method: 'pass', citizen: null, staysSignedIn: false, canRemember: false }),
  everything: page([...all(Object.keys(VALUES).filter(isName), 'basis')]),
  'partial-date': page([
    { ...attribute('birthDate', 'basis'), value: '1961-00' },
    { ...attribute('gender', 'basis'), value: 'x' },
  ]),
  'long-names': page(
    [
      { ...attribute('familyName', 'basis'), value: 'Wolfeschlegelsteinhausenbergerdorffvoralternwaren-Ḫaddād' },
      { ...attribute('email', 'basis', false), value: `${'langername'.repeat(5)}@${'post'.repeat(12)}.example` },
    ],
    {
      citizen: 'Wolfeschlegelsteinhausenbergerdorffvoralternwaren',
      serviceName: 'Eheschließungsanmeldungsangelegenheiten',
    },
  ),
}

function isName(name: string): name is AttributeName {
  return name in VALUES
}
