import { createSecretKey } from 'node:crypto'
import { expect } from 'chai'
import type { EidServer } from '../../../src/methods/eid/eid-server.js'
import type { GetResultAnswer } from '../../../src/methods/eid/messages/get-result-response.js'
import type { UseIdQuestion } from '../../../src/methods/eid/messages/requests.js'
import { EidAnswerError } from '../../../src/methods/eid/messages/result.js'
import { createKeyedDigest } from '../../../src/crypto/keyed-digest.js'
import { BrokerError } from '../../../src/domain/error-catalogue.js'
import { loginId } from '../../../src/domain/ids.js'
import { SoapError } from '../../../src/soap/soap-error.js'
import { CARD } from '../../support/eid-fixtures.js'
import { addressTokenOf, inToken, methodLogin, secretIn } from '../../support/eid-world.js'
import { shownBy } from '../../support/shown-by.js'

/** An eID server that answers as it is told, and remembers what it was asked. */
function fakeServer(answers: readonly (GetResultAnswer | Error)[] = [{ kind: 'card', card: CARD }]) {
  const asked: UseIdQuestion[] = []
  const counters: [string, number][] = []
  const left = [...answers]
  let sessions = 0
  const server: EidServer = {
    useId(question) {
      asked.push(question)
      sessions += 1
      const psk = { id: `psk-${sessions}-identity`, key: 'AB'.repeat(32) }
      return Promise.resolve({
        kind: 'opened',
        session: `session-${sessions}`,
        psk,
        serverAddress: 'https://eid.example/paos',
      })
    },
    getResult(session, counter) {
      counters.push([session, counter])
      const answer = left.length > 1 ? left.shift() : left[0]
      return answer instanceof Error || !answer
        ? Promise.reject(answer ?? new Error('nothing left'))
        : Promise.resolve(answer)
    },
    getServerInfo: () => Promise.reject(new Error('not asked here')),
  }
  return { server, asked, counters }
}

const refused = (minor: string): GetResultAnswer => ({ kind: 'refused', minor })
const NOT_YET = refused('getResult#noResultYet')

describe('the eID method', () => {
  it('shows links into the eID client of this computer and of a phone, and what is read', async () => {
    const { server } = fakeServer()
    const login = await methodLogin(server, {
      wanted: { purpose: 'login', attributes: ['birthDate', 'street', 'email'], optional: ['birthDate'] },
    })
    const shown = shownBy(await login.start())
    expect(shown).to.include({ name: 'eid', problem: null, minimumAge: 16 })
    // The pseudonym and the age, which are read too, the page names in any case.
    expect(shown['reads']).to.deep.equal([
      { name: 'birthDate', isOptional: true },
      { name: 'address', isOptional: false },
    ])
    expect(String(shown['startUrl'])).to.match(
      /^http:\/\/127\.0\.0\.1:24727\/eID-Client\?tcTokenURL=http%3A%2F%2Flocalhost%3A3000%2Fmethods%2Feid%2Flogin%2F[\w-]{43}%3Flang%3Dde$/,
    )
    expect(String(shown['phoneUrl'])).to.match(/^eid:\/\/127\.0\.0\.1:24727\/eID-Client\?tcTokenURL=http%3A/)
    expect(shown['again']).to.equal(false)
    // Reload and back lose nothing.
    expect(shownBy(await login.start())['startUrl']).to.equal(shown['startUrl'])
  })

  it('asks the eID server when its client asks for the token, with the portal’s name', async () => {
    const { server, asked } = fakeServer()
    const login = await methodLogin(server, {
      wanted: { purpose: 'minimum-set', attributes: [], optional: [] },
      language: 'en',
    })
    const page = await login.start()
    expect(shownBy(page)['again'], 'read once more, for an account').to.equal(true)
    expect(asked).to.deep.equal([])
    const token = await login.token(page)
    expect(asked[0]).to.deep.include({
      age: 16,
      transactionInfo: 'Service portal Aachen',
      assurance: 'http://bsi.bund.de/eID/LoA/hoch',
      psk: null,
    })
    expect(asked[0]?.asked).to.include({
      GivenNames: 'REQUIRED',
      RestrictedID: 'REQUIRED',
      AgeVerification: 'REQUIRED',
    })
    expect(asked[0]?.asked).not.to.have.any.keys('Nationality', 'DocumentType', 'DateOfExpiry')
    expect(token.contentType).to.equal('text/xml; charset=utf-8')
    expect(inToken(token, 'SessionIdentifier')).to.equal('psk-1-identity')
    expect(inToken(token, 'RefreshAddress')).to.match(
      /^http:\/\/localhost:3000\/login\/login\/eid\/return\?token=[\w-]{43}$/,
    )
    expect(inToken(token, 'CommunicationErrorAddress')).to.equal('http://localhost:3000/login/login/eid/return')
    expect(secretIn(token)).not.to.equal(addressTokenOf(page))
    expect(JSON.stringify(login.state()), 'the store cannot return, nor connect')
      .not.to.contain(secretIn(token))
      .and.not.to.contain('ABABAB')
  })

  it('gives no token to a wrong address, nor for other data than the page named', async () => {
    const login = await methodLogin(fakeServer().server)
    const page = await login.start()
    const refusal = await login.fetchToken('A'.repeat(43)).catch((error: unknown) => error)
    expect(refusal).to.be.instanceOf(BrokerError).with.property('code', 'not-found')
    const address = addressTokenOf(page)
    const context = { ...login.context(), wanted: { purpose: 'minimum-set', attributes: [], optional: [] } as const }
    const more = await login.method
      .backchannel?.(context, { token: address, address: '' })
      .catch((error: unknown) => error)
    expect(more).to.be.instanceOf(BrokerError).with.property('code', 'not-found')
  })

  it('opens a session of its own for every fetch: a second one says nothing of the first', async () => {
    const { server, counters } = fakeServer()
    const login = await methodLogin(server)
    const page = await login.start()
    const [first, second] = [await login.token(page), await login.token(page)]
    expect(secretIn(first)).not.to.equal(secretIn(second))
    const back = await login.back({ token: secretIn(first), ResultMajor: 'ok' })
    expect(back.kind).to.equal('proved')
    expect(counters).to.deep.equal([['session-1', 1]])
  })

  it('gives no token to the address of another login, although the same is read in both', async () => {
    const digest = createKeyedDigest(createSecretKey(Buffer.alloc(32, 7)))
    const begun = (id: string) => methodLogin(fakeServer().server, { login: loginId(id) }, { digest })
    const [one, other] = [await begun('login-1'), await begun('login-2')]
    const [mine, theirs] = [addressTokenOf(await one.start()), addressTokenOf(await other.start())]
    expect(await one.fetchToken(theirs).catch((error: unknown) => error)).to.have.property('code', 'not-found')
    expect(inToken(await one.fetchToken(mine), 'ServerAddress')).not.to.equal('')
  })

  it('lets the newest three of its tokens lead back', async () => {
    const { server } = fakeServer()
    const login = await methodLogin(server)
    const page = await login.start()
    const secrets: string[] = []
    for (let tries = 0; tries < 4; tries += 1) secrets.push(secretIn(await login.token(page)))
    const [oldest = '', second = ''] = secrets
    const late = await login.back({ token: oldest, ResultMajor: 'ok' })
    expect(shownBy(late)).to.include({ problem: 'unknown-return' })
    expect(late).to.have.property('failure', 'unknown-return')
    expect((await login.back({ token: second, ResultMajor: 'ok' })).kind).to.equal('proved')
  })

  it('makes ten tokens in one login at most', async () => {
    const { server, asked } = fakeServer()
    const login = await methodLogin(server)
    const page = await login.start()
    for (let tries = 0; tries < 10; tries += 1) await login.token(page)
    const last = await login.token(page)
    expect(inToken(last, 'ServerAddress')).to.equal('')
    expect(asked).to.have.length(10)
    expect(shownBy(await login.back({ ResultMajor: 'error', ResultMinor: 'communicationError' }))).to.include({
      problem: 'too-often',
    })
  })

  it('makes no more than ten for fetches that come at once', async () => {
    const { server, asked } = fakeServer()
    const login = await methodLogin(server)
    const page = await login.start()
    const tokens = await Promise.all(Array.from({ length: 15 }, () => login.token(page)))
    expect(asked).to.have.length(10)
    expect(tokens.filter((token) => inToken(token, 'ServerAddress') === '')).to.have.length(5)
  })

  it('sends eID clients to no plain address, once it is itself on https', async () => {
    const { server } = fakeServer()
    const plain = {
      ...server,
      useId: async (question: UseIdQuestion) => ({
        ...(await server.useId(question)),
        serverAddress: 'http://eid.example/paos',
      }),
    }
    const login = await methodLogin(plain, {}, { publicUrl: 'https://servicekonto.example' })
    expect(inToken(await login.token(await login.start()), 'ServerAddress')).to.equal('')
  })

  it('proposes a key of its own where the deployment says so', async () => {
    const { server, asked } = fakeServer()
    const psk = { id: 'ours', key: '00' }
    const login = await methodLogin(server, {}, { newPsk: () => psk })
    await login.token(await login.start())
    expect(asked[0]?.psk).to.equal(psk)
  })

  describe('on its return', () => {
    const begun = async (answers?: readonly (GetResultAnswer | Error)[]) => {
      const fake = fakeServer(answers)
      const login = await methodLogin(fake.server)
      const token = secretIn(await login.token(await login.start()))
      return { ...fake, login, token }
    }

    it('proves the card by getResult alone', async () => {
      const { login, token, counters } = await begun()
      const outcome = await login.back({ token, ResultMajor: 'ok' })
      expect(outcome).to.have.property('kind', 'proved')
      expect(counters).to.deep.equal([['session-1', 1]])
    })

    it('shows the reason that the client names, and believes no ok after it', async () => {
      const reasons: Readonly<Record<string, string>> = {
        cancellationByUser: 'cancelled',
        trustedChannelEstablishmentFailed: 'no-channel',
        serverError: 'server',
        clientError: 'client',
        communicationError: 'communication',
        somethingNew: 'client',
        constructor: 'client',
      }
      for (const [minor, problem] of Object.entries(reasons)) {
        const { login, token } = await begun()
        expect(shownBy(await login.back({ token, ResultMajor: 'error', ResultMinor: minor })), minor).to.include({
          problem,
        })
        expect(shownBy(await login.back({ token, ResultMajor: 'ok' })), minor).to.include({ problem })
      }
      const { login, token } = await begun()
      expect(shownBy(await login.back({ token })), 'without ResultMajor').to.include({ problem: 'client' })
    })

    it('shows the reason that the server names', async () => {
      const reasons: Readonly<Record<string, string>> = {
        'getResult#invalidDocument': 'invalid-document',
        'getResult#deniedDocument': 'denied-document',
        'getResult#invalidSession': 'too-late',
        'getResult#invalidCounter': 'server',
        'common#internalError': 'server',
        'common#schemaViolation': 'server',
        'http://www.bsi.bund.de/ecard/api/1.1/resultminor/sal#x': 'server',
        toString: 'server',
      }
      for (const [minor, problem] of Object.entries(reasons)) {
        for (const said of [{ ResultMajor: 'ok' }, { ResultMajor: 'error', ResultMinor: 'serverError' }]) {
          const { login, token } = await begun([refused(minor)])
          expect(shownBy(await login.back({ token, ...said })), minor).to.include({ name: 'eid', problem })
          expect(shownBy(await login.start())).to.include({ problem: null })
        }
      }
    })

    it('ends nothing for whoever has no way back', async () => {
      const { login, token, counters } = await begun()
      for (const fields of [
        {},
        { token: '' },
        { token: 'B'.repeat(43), ResultMajor: 'ok' },
        { ResultMajor: 'error', ResultMinor: 'communicationError' },
      ]) {
        expect(shownBy(await login.back(fields))['problem']).to.be.oneOf(['unknown-return', 'client', 'communication'])
      }
      expect(counters).to.deep.equal([])
      expect(await login.back({ token, ResultMajor: 'ok' })).to.have.property('kind', 'proved')
    })

    it('counts its questions strictly upwards, over all visits', async () => {
      const { login, token, counters } = await begun([
        ...Array<GetResultAnswer>(9).fill(NOT_YET),
        { kind: 'card', card: CARD },
      ])
      expect(shownBy(await login.back({ token, ResultMajor: 'ok' }))).to.include({ name: 'eid-waiting' })
      expect(shownBy(await login.start())).to.include({ name: 'eid-waiting' })
      expect(await login.start()).to.have.property('kind', 'proved')
      expect(counters.map(([, counter]) => counter)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    })

    it('stays as it is where the citizen stopped the page, looks by hand, and begins again', async () => {
      const { login, token } = await begun([...Array<GetResultAnswer>(12).fill(NOT_YET), { kind: 'card', card: CARD }])
      expect(shownBy(await login.back({ token, ResultMajor: 'ok' }))).to.include({ automatic: true })
      expect(shownBy(await login.back({ auto: '0' }))).to.include({ name: 'eid-waiting', automatic: false })
      expect(shownBy(await login.start())).to.include({ name: 'eid-waiting', automatic: true })
      expect(await login.back({ auto: '0' })).to.have.property('kind', 'proved')
    })

    it('asks again after a line that broke, and never after an answer that cannot be trusted', async () => {
      const passing = await begun([new SoapError('soap-unreachable', 'ECONNRESET'), { kind: 'card', card: CARD }])
      expect(await passing.login.back({ token: passing.token, ResultMajor: 'ok' })).to.have.property('kind', 'proved')
      expect(passing.counters.map(([, counter]) => counter)).to.deep.equal([1, 2])
      for (const fault of [
        new SoapError('soap-signature', 'x'),
        new SoapError('soap-stale', 'x'),
        new EidAnswerError('x'),
      ]) {
        const { login, token, counters } = await begun([fault, { kind: 'card', card: CARD }])
        expect(shownBy(await login.back({ token, ResultMajor: 'ok' })), fault.message).to.include({ problem: 'server' })
        expect(counters).to.have.length(1)
      }
    })

    it('refuses a card before it looks anybody up: too young, too weak, kept back, unreadable, without pseudonym', async () => {
      const cards = [
        [{ oldEnough: false }, 'under-age'],
        [{ oldEnough: null }, 'under-age'],
        [{ assurance: 'http://bsi.bund.de/eID/LoA/substantiell' }, 'denied-document'],
        [{ assurance: null }, 'denied-document'],
        [{ assurance: 'http://eidas.europa.eu/LoA/high' }, 'denied-document'],
        [{ readable: { ...CARD.readable, RestrictedID: 'PROHIBITED' } }, 'data-refused'],
        [{ restrictedId: null }, 'server'],
        [{ familyNames: 'ИВАНОВ' }, 'card-data'],
      ] as const
      for (const [change, problem] of cards) {
        const { login, token } = await begun([{ kind: 'card', card: { ...CARD, ...change } }])
        expect(shownBy(await login.back({ token, ResultMajor: 'ok' })), problem).to.include({ name: 'eid', problem })
        expect(login.log.join('\n')).not.to.contain('ИВАНОВ').and.not.to.contain(CARD.restrictedId)
      }
    })

    it('refuses a card whose answer lacks what was required and allowed: not collected is not empty', async () => {
      const lacks = {
        GivenNames: { givenNames: null },
        FamilyNames: { familyNames: null },
        DateOfBirth: { dateOfBirth: null },
        PlaceOfBirth: { placeOfBirth: null },
        BirthName: { birthName: null },
        PlaceOfResidence: { placeOfResidence: null },
        AcademicTitle: { academicTitle: null },
        Nationality: { nationality: null },
        DocumentType: { documentType: null },
        RestrictedID: { restrictedId: null },
      } as const
      const attributes = ['academicTitle', 'nationality', 'documentType'] as const
      for (const [field, change] of Object.entries(lacks)) {
        const fake = fakeServer([{ kind: 'card', card: { ...CARD, ...change } }])
        const login = await methodLogin(fake.server, { wanted: { purpose: 'minimum-set', attributes, optional: [] } })
        const token = secretIn(await login.token(await login.start()))
        expect(shownBy(await login.back({ token, ResultMajor: 'ok' })), field).to.include({ problem: 'server' })
        expect(login.log.join('\n'), field).to.contain(`allowed, and not in PersonalData: ${field}`)
      }
    })

    it('takes for unknown what may be kept back and is missing in the answer, and for empty what the chip lacks', async () => {
      const wanted = { purpose: 'login', attributes: ['familyName', 'birthName', 'placeOfBirth'] } as const
      const readable = { ...CARD.readable, BirthName: 'NOTONCHIP' } as const
      const card = { ...CARD, readable, birthName: null, placeOfBirth: null }
      const fake = fakeServer([{ kind: 'card', card }])
      const login = await methodLogin(fake.server, { wanted: { ...wanted, optional: ['birthName', 'placeOfBirth'] } })
      const token = secretIn(await login.token(await login.start()))
      const outcome = await login.back({ token, ResultMajor: 'ok' })
      if (outcome.kind !== 'proved') return expect.fail(outcome.kind)
      expect(outcome.evidence.facts).to.have.all.keys('familyName', 'birthName')
      expect(outcome.evidence.facts?.birthName?.value).to.equal(null)
    })

    it('refuses a pseudonym that its own answer says is not on the chip, and a card without any name', async () => {
      const readable = { ...CARD.readable, RestrictedID: 'NOTONCHIP' } as const
      for (const [change, problem] of [
        [{ readable }, 'server'],
        [{ givenNames: '', familyNames: ' - ' }, 'card-data'],
      ] as const) {
        const fake = fakeServer([{ kind: 'card', card: { ...CARD, ...change } }])
        const wanted = { purpose: 'minimum-set', attributes: [], optional: [] } as const
        const login = await methodLogin(fake.server, { wanted })
        const token = secretIn(await login.token(await login.start()))
        expect(shownBy(await login.back({ token, ResultMajor: 'ok' }))).to.include({ problem })
      }
    })

    it('knows a person by a keyed digest of the pseudonym, not by the pseudonym', async () => {
      const { login, token } = await begun()
      const outcome = await login.back({ token, ResultMajor: 'ok' })
      expect(JSON.stringify(outcome)).not.to.contain(CARD.restrictedId)
    })

    it('asks for no level of assurance where the deployment says so, and then needs none', async () => {
      const fake = fakeServer([{ kind: 'card', card: { ...CARD, assurance: null } }])
      const login = await methodLogin(fake.server, {}, { assurance: false })
      const token = secretIn(await login.token(await login.start()))
      expect(fake.asked[0]?.assurance).to.equal(null)
      expect(await login.back({ token, ResultMajor: 'ok' })).to.have.property('kind', 'proved')
    })
  })
})
