import { randomBytes } from 'node:crypto'
import samlify from 'samlify'
import type { TestKey } from '../../../test/support/saml-keys.js'

const [IDP, SP, ACS] = [
  'https://konto.example/saml/metadata',
  'https://portal.example/metadata',
  'https://portal.example/acs',
]
const { namespace } = samlify.Constants
const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'
const newId = (): string => `_${randomBytes(20).toString('hex')}`

/** The same answers by samlify, by its templates as it is documented: assertion signed; both; both, encrypted. */
export function samlifyAnswers(key: TestKey, encryptionKey: TestKey, values: Readonly<Record<string, string>>) {
  // For this measurement alone: nothing is received here.
  samlify.setSchemaValidator({ validate: () => Promise.resolve('not checked') })
  const names = Object.keys(values)
  const context = template(names)
  const makers = [
    { signResponse: false, encrypt: false },
    { signResponse: true, encrypt: false },
    { signResponse: true, encrypt: true },
  ].map(({ signResponse, encrypt }) => {
    // Its types lack the algorithm of the data, which it reads all the same.
    const algorithm: object = { dataEncryptionAlgorithm: 'http://www.w3.org/2009/xmlenc11#aes256-gcm' }
    const idp = samlify.IdentityProvider({
      ...algorithm,
      entityID: IDP,
      privateKey: key.privatePem,
      signingCert: key.certificate,
      isAssertionEncrypted: encrypt,
      requestSignatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      generateID: newId,
      nameIDFormat: [PERSISTENT],
      singleSignOnService: [{ Binding: namespace.binding.redirect, Location: 'https://konto.example/saml/sso' }],
      singleLogoutService: [{ Binding: namespace.binding.redirect, Location: 'https://konto.example/saml/slo' }],
      loginResponseTemplate: { context, attributes: [] },
    })
    const sp = samlify.ServiceProvider({
      entityID: SP,
      encryptCert: encryptionKey.certificate,
      wantAssertionsSigned: true,
      wantMessageSigned: signResponse,
      assertionConsumerService: [{ Binding: namespace.binding.post, Location: ACS }],
    })
    return () =>
      idp.createLoginResponse(
        sp,
        { extract: { request: { id: '_request-1' } } },
        'post',
        {},
        {
          customTagReplacement: () => {
            const id = newId()
            return { id, context: samlify.SamlLib.replaceTagsByValue(context, tags(id, names, values)) }
          },
        },
      )
  })
  const [assertionSigned, bothSigned, encrypted] = makers
  if (!assertionSigned || !bothSigned || !encrypted) throw new Error('three were made')
  return { assertionSigned, bothSigned, encrypted }
}

function template(names: readonly string[]): string {
  const attributes = names.map(
    (name, at) =>
      `<saml:Attribute Name="urn:oid:1.2.3.${at}" FriendlyName="${name}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri"><saml:AttributeValue>{value${at}}</saml:AttributeValue></saml:Attribute>`,
  )
  return samlify.SamlLib.defaultLoginResponseTemplate.context
    .replace(
      '{AuthnStatement}',
      '<saml:AuthnStatement AuthnInstant="{IssueInstant}" SessionIndex="{AssertionID}"><saml:AuthnContext><saml:AuthnContextClassRef>http://eidas.europa.eu/LoA/low</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>',
    )
    .replace('{AttributeStatement}', `<saml:AttributeStatement>${attributes.join('')}</saml:AttributeStatement>`)
}

function tags(id: string, names: readonly string[], values: Readonly<Record<string, string>>): Record<string, string> {
  const now = Date.now()
  const until = new Date(now + 300_000).toISOString()
  return {
    ID: id,
    AssertionID: newId(),
    IssueInstant: new Date(now).toISOString(),
    Destination: ACS,
    InResponseTo: '_request-1',
    Issuer: IDP,
    StatusCode: 'urn:oasis:names:tc:SAML:2.0:status:Success',
    NameIDFormat: PERSISTENT,
    NameID: 'AB12CD34-EF56-7890-ABCD-EF1234567890',
    SubjectConfirmationDataNotOnOrAfter: until,
    SubjectRecipient: ACS,
    ConditionsNotBefore: new Date(now - 60_000).toISOString(),
    ConditionsNotOnOrAfter: until,
    Audience: SP,
    ...Object.fromEntries(names.map((name, at) => [`value${at}`, values[name] ?? ''])),
  }
}
