import { expect } from 'chai'
import { assertedLevel } from '../../../src/domain/authn-context.js'
import { TRUST_LEVELS, type TrustLevel } from '../../../src/domain/trust-level.js'
import { methodId } from '../../../src/domain/ids.js'
import { samlBroker, loginOf, loginResult, responseXml } from '../../support/saml-broker.js'
import { rejectionOf } from '../../support/saml-errors.js'
import { authnContext, authnRequest, redirectQuery } from '../../support/saml-requests.js'
import { testService } from '../../support/saml-service.js'
import { AUTHN_CONTEXT_TABLE, CLASSES, type TableRow } from './authn-context-table.js'

const uriOf = new Map<string, string>(Object.entries(CLASSES))
const nameOf = new Map<string, string>(Object.entries(CLASSES).map(([name, uri]) => [uri, name]))

/** What the service is answered: the short name of the class in the Response, or `-` for NoAuthnContext. */
async function answerTo([comparison, asked, registered]: TableRow, reached: TrustLevel): Promise<string> {
  const classes = asked.split(' ').flatMap((name) => uriOf.get(name) ?? [])
  const content = comparison === 'none' ? '' : authnContext(comparison, ...classes)
  const broker = samlBroker({ services: [testService({ settings: { trustLevel: registered, sign: 'response' } })] })
  const received = broker.redirect(redirectQuery(authnRequest({ content })))
  if (received.refusal) return received.refusal === 'no-authn-context' ? '-' : received.refusal
  const { registeredLevel, requestedLevels } = received.requirements
  const asserted = assertedLevel(registeredLevel, requestedLevels, reached)
  if (!asserted) return '-'
  const success = broker.messages.success(
    loginOf(received),
    loginResult({}, { level: asserted, method: methodId('any') }),
  )
  const delivered = await success.catch(() => null)
  if (!delivered) return (await rejectionOf(success)) === 'no-authn-context' ? '-' : 'another refusal'
  const [, uri = ''] =
    /<saml:AuthnContextClassRef>(.*)<\/saml:AuthnContextClassRef>/.exec(responseXml(delivered.answer.fields)) ?? []
  return nameOf.get(uri) ?? uri
}

describe('the class that an answer asserts', () => {
  for (const row of AUTHN_CONTEXT_TABLE) {
    const [comparison, asked, registered, answers] = row
    it(`is ${answers} for ${comparison} ${asked}, registered ${registered}`, async () => {
      const given = await Promise.all(TRUST_LEVELS.map((reached) => answerTo(row, reached)))
      expect(given.join(' ')).to.equal(answers.replace(/ +/g, ' '))
    })
  }
})
