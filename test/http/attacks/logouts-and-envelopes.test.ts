import { expect } from 'chai'
import { deflateRawSync } from 'node:zlib'
import type { Participation } from '../../../src/domain/session.js'
import { artifactResolve, artifactOf } from '../../support/artifact-messages.js'
import { httpWorld, type HttpWorld } from '../../support/http-world.js'
import { inSoap, logoutRequest, logoutResponse, nameIdXml, SLO_SOAP } from '../../support/logout-messages.js'
import { testKey } from '../../support/saml-keys.js'
import { envelopedSigned, postFields, signedRedirectQuery } from '../../support/saml-requests.js'
import { SERVICE, testService } from '../../support/saml-service.js'
import { createWebClient, type WebClient } from '../../support/web-client.js'

/** One attack: what is sent, and the code that log and metric know it by. */
type Attack = readonly [what: string, code: string, send: () => Promise<{ readonly status: number }>]

describe('hostile messages about logouts, artifacts and programs that log in', () => {
  let world: HttpWorld
  let victim: WebClient
  /** What the service knows of the citizen whose session must live on. */
  let part: Participation

  before(async () => {
    const location = 'https://portal.aachen.example/saml/slo'
    const singleLogoutServices = [{ binding: 'redirect', location, responseLocation: null }] as const
    world = await httpWorld({ services: [testService({ metadata: { singleLogoutServices } })] })
    victim = createWebClient()
    const confirm = await world.toConfirm(victim)
    await victim.submit(confirm, { button: '[name="decision"][value="confirm"]' })
    part = (await session())?.participations[0] ?? expect.fail('nobody takes part')
  })
  after(() => world.stop())

  const session = () => {
    const sent = victim.cookies.header({ url: new URL(world.url), method: 'GET', initiator: null }) ?? ''
    return world.sessions.find(world.sessionIdOf(/\bsession=([^;]+)/.exec(sent)?.[1] ?? ''))
  }
  const now = (): number => world.clock.now()
  /** Names the victim: it would end the session, were it the service's. */
  const evil = (): string => logoutRequest(now(), { nameId: part.nameId, attributes: { ID: '_evil' } })
  const bySoap = (): { readonly attributes: { readonly Destination: string } } => ({
    attributes: { Destination: SLO_SOAP },
  })
  /** A request that the service did sign, about nobody. */
  const signed = (): string => envelopedSigned(logoutRequest(now(), { attributes: { ID: '_good' } }))
  const signatureIn = (xml: string): string => /<ds:Signature .*<\/ds:Signature>/s.exec(xml)?.[0] ?? expect.fail(xml)
  const withoutProlog = (xml: string): string => xml.replace(/^<\?xml[^>]*\?>\s*/, '')

  const send = async (path: string, body: string, type = 'text/xml'): Promise<{ status: number; text: string }> => {
    const answer = await fetch(`${world.url}${path}`, { method: 'POST', body, headers: { 'content-type': type } })
    return { status: answer.status, text: await answer.text() }
  }
  const get = (path: string) => victim.get(`${world.url}${path}`, { redirects: 'stop' })
  const post = (xml: string) => victim.post(`${world.url}/saml/slo`, postFields(xml), { redirects: 'stop' })
  const soap = (path: string) => (xml: string) => send(path, inSoap(withoutProlog(xml)))
  const redirected = (packed: Buffer) => get(`/saml/slo?SAMLRequest=${encodeURIComponent(packed.toString('base64'))}`)

  /** The signature of a message that the service did sign, around or beside one that it did not. */
  const wrapped = (): readonly (readonly [string, string])[] => {
    const good = withoutProlog(signed())
    const signature = signatureIn(good)
    const inside = `<samlp:Extensions><x:other xmlns:x="urn:x">${good}</x:other></samlp:Extensions>`
    const afterIssuer = (xml: string, more: string): string => xml.replace('</saml:Issuer>', `</saml:Issuer>${more}`)
    return [
      [
        'the signed one in Extensions, its signature outside',
        afterIssuer(evil(), signature + inside.replace(signature, '')),
      ],
      ['the signed one in Extensions, whole', afterIssuer(evil(), inside)],
      ['the same ID twice', afterIssuer(evil().replace('_evil', '_good'), signature + inside.replace(signature, ''))],
      [
        'the signed one in the signature’s own Object',
        afterIssuer(
          evil(),
          signature.replace('</ds:Signature>', `<ds:Object>${good.replace(signature, '')}</ds:Object></ds:Signature>`),
        ),
      ],
      ['another’s name beside it', good.replace('<saml:NameID', `${nameIdXml(part.nameId)}<saml:NameID`)],
    ]
  }
  const ENTITY = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "&x;&x;&x;&x;">]>'

  const attacks = (): readonly Attack[] => [
    ...wrapped().flatMap(([how, xml]): Attack[] => {
      const code = /^another|same ID/.test(how) ? 'saml-schema' : 'saml-signature'
      return [
        [`by POST: ${how}`, code, () => post(xml)],
        [`by SOAP: ${how}`, code, () => soap('/saml/slo/soap')(xml)],
      ]
    }),
    ['entities by POST', 'saml-not-xml', () => post(`${ENTITY}${evil()}`)],
    ['entities by SOAP', 'saml-not-xml', () => send('/saml/slo/soap', `${ENTITY}${inSoap(evil())}`)],
    ['entities to the artifact resolution', 'saml-not-xml', () => send('/saml/artifact', `${ENTITY}${inSoap(evil())}`)],
    ['a bomb of zeros by redirect', 'saml-encoding', () => redirected(deflateRawSync(Buffer.alloc(8_000_000, 0x20)))],
    [
      'a comment in the name',
      'saml-not-xml',
      () => post(signed().replace('>nobody<', `>${part.nameId}<!-- -->nobody<`)),
    ],
    [
      'an answer in place of a request',
      'saml-not-logout',
      () => soap('/saml/slo/soap')(envelopedSigned(logoutResponse(now(), bySoap()))),
    ],
    [
      'an answer to nothing',
      'saml-logout-answer',
      () => {
        const answer = envelopedSigned(logoutResponse(now(), { attributes: { InResponseTo: `_${'A'.repeat(300)}` } }))
        return victim.post(`${world.url}/saml/slo`, { SAMLResponse: Buffer.from(answer).toString('base64') })
      },
    ],
    [
      'a logout for the artifact resolution',
      'saml-not-artifact-resolve',
      () => soap('/saml/artifact')(envelopedSigned(logoutRequest(now(), { nameId: part.nameId }))),
    ],
    [
      'an artifact for the logout',
      'saml-not-logout',
      () => soap('/saml/slo/soap')(envelopedSigned(artifactResolve(now(), artifactOf()))),
    ],
    [
      'a stranger’s artifact',
      'saml-signature',
      () => soap('/saml/artifact')(envelopedSigned(artifactResolve(now(), artifactOf()), { key: testKey('stranger') })),
    ],
    [
      'a body in the header',
      'saml-soap',
      () => send('/saml/slo/soap', inSoap('', `<S:Header>${withoutProlog(signed())}</S:Header>`)),
    ],
    [
      'SOAP 1.2',
      'saml-soap',
      () =>
        send(
          '/saml/slo/soap',
          inSoap(withoutProlog(signed())).replaceAll(
            'http://schemas.xmlsoap.org/soap/envelope/',
            'http://www.w3.org/2003/05/soap-envelope',
          ),
        ),
    ],
    [
      'two bodies',
      'saml-soap',
      () => send('/saml/slo/soap', inSoap(withoutProlog(signed())).replace(/<S:Body>.*<\/S:Body>/s, '$&$&')),
    ],
    [
      'ten thousand sessions',
      'payload',
      () =>
        soap('/saml/slo/soap')(
          logoutRequest(now(), { sessionIndexes: Array.from({ length: 10_000 }, (_, index) => `_${index}`) }),
        ),
    ],
    ['a program with a password', 'saml-ecp', () => send('/saml/sso', inSoap('<a/>'), 'application/vnd.paos+xml')],
    [
      'a message beside the query',
      'saml-parameters',
      () => victim.post(`${world.url}/saml/slo?SAMLRequest=x`, postFields(signed())),
    ],
    ['an artifact by redirect', 'saml-artifact-request', () => get(`/saml/slo?SAMLart=${artifactOf()}`)],
    ['names of JavaScript', 'saml-parameters', () => get('/saml/slo?__proto__=x&SAMLRequest[constructor]=x')],
    [
      'a stranger’s query',
      'saml-signature',
      () => get(`/saml/slo?${signedRedirectQuery(evil(), { key: testKey('stranger') })}`),
    ],
    [
      'a login without a request for whom nobody permitted it',
      'unsolicited-service',
      () => get(`/saml/unsolicited?providerId=${encodeURIComponent(SERVICE)}&target=javascript:alert(1)`),
    ],
    [
      'a login without a request for nobody',
      'unsolicited-service',
      () => get('/saml/unsolicited?providerId[]=x&providerId=__proto__'),
    ],
  ]

  it('are refused each by its code, in log and metric, and no session ends', async () => {
    const wrong: string[] = []
    for (const [what, code, act] of attacks()) {
      const [counts, lines] = [world.codes.length, world.log.length]
      const { status } = await act()
      const counted = world.codes.slice(counts).join()
      const logged = world.log.slice(lines).filter((line) => line.includes(`"code":"${code}"`)).length
      if (counted !== code || logged !== 1 || status < 400)
        wrong.push(`${what}: ${status}, counted ${counted}, logged ${logged}`)
      expect(await session(), what).not.to.equal(null)
    }
    expect(wrong).to.deep.equal([])
  })
})
