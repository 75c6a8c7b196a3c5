import { createSecretKey } from 'node:crypto'
import { expect } from 'chai'
import { createKeyedDigest } from '../../../src/crypto/keyed-digest.js'
import type { Identity } from '../../../src/domain/identity.js'
import { MINIMUM_SET } from '../../../src/domain/minimum-set.js'
import type { Outcome, WantedFacts } from '../../../src/login/kit/authenticator.js'
import { openClient, pressIn } from '../../support/eid-card.js'
import { servedLogin, startStubWorld, type ServedLogin, type StubWorld } from '../../support/eid-world.js'
import { shownBy } from '../../support/shown-by.js'

const ACCOUNT: WantedFacts = { purpose: 'minimum-set', attributes: [], optional: [] }

const provedBy = (outcome: Outcome) => {
  if (outcome.kind !== 'proved') throw new Error(`not proved: ${JSON.stringify(outcome)}`)
  return outcome.evidence
}

const valuesOf = (facts: Identity = {}) =>
  Object.fromEntries(Object.entries(facts).map(([name, { value }]) => [name, value]))

describe('the eID method with a stand-in for server and client', () => {
  let world: StubWorld
  const logins: ServedLogin[] = []
  const login = async (...args: Parameters<typeof servedLogin> extends [unknown, ...infer Rest] ? Rest : never) => {
    const made = await servedLogin(world, ...args)
    logins.push(made)
    return made
  }

  before(async () => {
    world = await startStubWorld()
  })
  afterEach(() => world.faults({}))
  after(async () => {
    await Promise.all(logins.map((each) => each.close()))
    await world.stop()
  })

  it('proves a person by the card, with what an account is made of', async () => {
    const evidence = provedBy(await (await login({ wanted: ACCOUNT })).walk())
    expect(evidence).to.include({ method: 'eid', level: 'hoch' })
    expect(evidence.subject).to.deep.equal({ kind: 'key', key: evidence.instance })
    expect(evidence.instance).to.match(/^[\w-]{43}$/)
    expect(valuesOf(evidence.facts)).to.deep.equal({
      givenName: 'JANA LUISE',
      familyName: 'WINTERBERG',
      birthName: null,
      birthDate: '1987-03-09',
      placeOfBirth: 'SOLINGEN',
      street: 'MÜHLENWEG 12A',
      postalCode: '42651',
      locality: 'SOLINGEN',
      country: 'DE',
    })
    expect(Object.keys(evidence.facts ?? {})).to.have.members([...MINIMUM_SET])
    expect(evidence.facts?.familyName).to.include({ origin: 'eid', level: 'hoch', at: evidence.at })
  })

  it('reads nothing but the pseudonym where nothing else is wanted', async () => {
    const made = await login()
    const opened = await openClient(String(shownBy(await made.start())['startUrl']))
    const fields = [...opened.html.matchAll(/data-field="(\w+)"/g)].map(([, field]) => field)
    expect(fields).to.have.members(['RestrictedID', 'AgeVerification'])
    expect(opened.html).to.contain('Serviceportal Aachen')
    expect(provedBy(await made.walk()).facts).to.deep.equal({})
  })

  it('lets the citizen keep back what is optional, and nothing else', async () => {
    const wanted: WantedFacts = {
      purpose: 'login',
      attributes: ['familyName', 'academicTitle', 'placeOfBirth'],
      optional: ['academicTitle', 'placeOfBirth'],
    }
    const made = await login({ wanted })
    const facts = valuesOf(provedBy(await made.walk({ card: 'doctor', allow: ['AcademicTitle'] })).facts)
    expect(facts).to.deep.equal({ familyName: 'LINDNER-BRAUCKMANN', academicTitle: 'DR.' })
  })

  describe('takes every kind of card', () => {
    const everything: WantedFacts = {
      purpose: 'minimum-set',
      attributes: ['nationality', 'documentType', 'academicTitle'],
      optional: [],
    }
    const expected: Readonly<Record<string, Readonly<Record<string, string | null>>>> = {
      'one-name': { givenName: null, familyName: 'RANGGAWUNI' },
      'no-address': { street: null, postalCode: null, locality: null, country: null, familyName: 'OSTERKAMP' },
      'unknown-day': { birthDate: '1988-05' },
      'unknown-month': { birthDate: '1964' },
      'residence-permit': { documentType: 'AR', nationality: 'BOL', birthName: null, givenName: 'MARÍA JOSÉ' },
      'eu-card': { documentType: 'UB', nationality: 'ITA', country: 'IT', postalCode: '39100' },
      doctor: { academicTitle: 'DR.', birthName: 'BRAUCKMANN' },
      letters: { givenName: 'ŠTĚPÁN ŢIPĂRU', familyName: 'ḪADDĀD-ŁĘCKI', birthName: 'ĐẶNG', placeOfBirth: 'ŁÓDŹ' },
    }
    for (const [card, values] of Object.entries(expected)) {
      it(card, async () => {
        const evidence = provedBy(await (await login({ wanted: everything })).walk({ card }))
        expect(valuesOf(evidence.facts)).to.include(values)
      })
    }

    it('that an address has laid on the reader: portals test without anybody who chooses', async () => {
      const wanted: WantedFacts = { purpose: 'login', attributes: ['familyName'], optional: [] }
      const laid = await fetch(`${world.stub.url}/cards/doctor`, { redirect: 'manual' })
      const cookie = laid.headers.get('set-cookie')?.split(';')[0] ?? ''
      for (const [query, headers, name] of [
        ['&card=letters', {}, 'ḪADDĀD-ŁĘCKI'],
        ['', { cookie }, 'LINDNER-BRAUCKMANN'],
        ['&card=letters', { cookie }, 'ḪADDĀD-ŁĘCKI'],
        ['', {}, 'WINTERBERG'],
      ] as const) {
        const made = await login({ wanted })
        const opened = await fetch(`${String(shownBy(await made.start())['startUrl'])}${query}`, { headers })
        const { location } = await pressIn(await opened.text(), world.stub.clientUrl, { card: null })
        const back = await made.back(Object.fromEntries(new URL(location ?? '').searchParams))
        expect(valuesOf(provedBy(back).facts), `${query} ${name}`).to.deep.equal({ familyName: name })
      }
    })

    it('a renewed card of the same person, under another key', async () => {
      const digest = createKeyedDigest(createSecretKey(Buffer.alloc(32, 7)))
      const first = provedBy(await (await login({ wanted: ACCOUNT }, { digest })).walk())
      const again = provedBy(await (await login({ wanted: ACCOUNT }, { digest })).walk())
      const renewed = provedBy(await (await login({ wanted: ACCOUNT }, { digest })).walk({ card: 'renewed' }))
      expect(again.subject).to.deep.equal(first.subject)
      expect(renewed.subject).not.to.deep.equal(first.subject)
      for (const name of ['givenName', 'familyName', 'birthName', 'birthDate', 'placeOfBirth'] as const) {
        expect(renewed.facts?.[name]?.value).to.equal(first.facts?.[name]?.value)
      }
    })
  })

  describe('says what went wrong', () => {
    const problems: Readonly<Record<string, readonly [Parameters<ServedLogin['walk']>[0], string]>> = {
      'an expired card': [{ card: 'expired' }, 'invalid-document'],
      'a blocked card': [{ card: 'blocked' }, 'invalid-document'],
      'a holder under 16': [{ card: 'under-16' }, 'under-age'],
      'a citizen who cancels': [{ decision: 'cancel' }, 'cancelled'],
    }
    for (const [what, [choice, problem]] of Object.entries(problems)) {
      it(`of ${what}`, async () => {
        expect(shownBy(await (await login({ wanted: ACCOUNT })).walk(choice))).to.include({ name: 'eid', problem })
      })
    }

    it('of a PIN that is wrong until it is blocked', async () => {
      const made = await login()
      let { html } = await openClient(String(shownBy(await made.start())['startUrl']))
      for (const left of ['Noch 2 Versuche', 'Noch 1 Versuch', 'Die PIN war dreimal falsch']) {
        ;({ html } = await pressIn(html, world.stub.clientUrl, { card: 'wrong-pin' }))
        expect(html).to.contain(left)
      }
      const { location } = await pressIn(html, world.stub.clientUrl, { decision: 'cancel' })
      const back = await made.back(Object.fromEntries(new URL(location ?? '').searchParams))
      expect(shownBy(back)).to.include({ problem: 'cancelled' })
    })

    it('of a server that is down, busy or has no rights when the client asks for its token', async () => {
      for (const [fault, problem] of [
        [{ down: true }, 'server'],
        [{ wrongSignature: true }, 'server'],
        [{ unsigned: true }, 'server'],
        [{ staleMinutes: 10 }, 'server'],
        [{ noRights: true }, 'server'],
        [{ busy: true }, 'server-busy'],
      ] as const) {
        await world.faults(fault)
        expect(shownBy(await (await login()).walk()), JSON.stringify(fault)).to.include({ name: 'eid', problem })
      }
    })

    it('of a server that is slow: within two seconds when it is asked how it is, later when a citizen waits', async () => {
      await world.faults({ slowMs: 3000 })
      const [answer, info] = await Promise.all([
        (await login()).walk(),
        world.server.getServerInfo().catch((error: unknown) => String(error)),
      ])
      expect(info).to.include('no answer within 2000 ms')
      expect(answer.kind).to.equal('proved')
    })

    it('of a server whose answer to getResult cannot be taken', async () => {
      for (const fault of [
        { wrongSignature: true },
        { unsigned: true },
        { staleMinutes: 10 },
        { wrongCounter: true },
      ]) {
        const made = await login()
        const back = await cardBefore(made, fault)
        expect(shownBy(await made.back(back)), JSON.stringify(fault)).to.include({ problem: 'server' })
      }
    })

    it('of the result of another session, sent once more', async () => {
      await (await login()).walk()
      const made = await login()
      const outcome = await made.back(await cardBefore(made, { replay: true }))
      expect(shownBy(outcome)).to.include({ problem: 'server' })
      expect(made.log.join('\n')).to.contain('this answer came before')
    })

    /** Uses the card, then lets the server go wrong before the browser is back. */
    const cardBefore = async (made: ServedLogin, fault: Parameters<StubWorld['faults']>[0]) => {
      await world.faults({})
      const { html } = await openClient(String(shownBy(await made.start())['startUrl']))
      const { location } = await pressIn(html, world.stub.clientUrl, {})
      await world.faults(fault)
      return Object.fromEntries(new URL(location ?? '').searchParams)
    }
  })

  it('waits for a server that has no result yet, and goes on with the next visit of the page', async () => {
    await world.faults({ notYet: 5 })
    const made = await login()
    expect(shownBy(await made.walk())).to.include({ name: 'eid-waiting' })
    expect(provedBy(await made.start())).to.include({ method: 'eid' })
  })

  it('waits no longer than a minute', async () => {
    await world.faults({ notYet: 1000 })
    const made = await login()
    expect(shownBy(await made.walk())).to.include({ name: 'eid-waiting' })
    made.pass(61_000)
    expect(shownBy(await made.start())).to.include({ name: 'eid', problem: 'too-late' })
    expect(shownBy(await made.start())).to.include({ name: 'eid', problem: null })
  })
})
