import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { createWebClient, type WebClient } from '../support/web-client.js'
import type { WebPage } from '../support/web-page.js'
import { type Broker, startBroker } from './broker.js'
import { agree, cancel, CITIZEN, confirm, createCitizen, logIn } from './citizen.js'
import { answerOn, begin, connect, factsOf } from './connected-services.js'
import {
  ALL_SETUPS,
  ALSO_PERSISTENT,
  CLOCKS,
  FORCED,
  LEVELS,
  PAIRS,
  PASSIVE,
  TOO_HIGH,
  UNHEARD_OF,
} from './matrix-setups.js'
import { PRODUCTS } from './products.js'
import type { Received, ServiceProvider } from './service-provider.js'
import { AS_IN_THE_EXAMPLE, describeSetup, NAME_ID_FORMATS, type Setup } from './setup.js'

const ATTRIBUTES = { ...CITIZEN.attributes, trustLevel: 'STORK-QAA-Level-2' }

for (const product of PRODUCTS) {
  describe(`${product.name} in every setup`, () => {
    let broker: Broker
    let browser: WebClient
    const services = new Map<Setup, ServiceProvider>()
    const can = ALL_SETUPS.filter((setup) => product.cannot(setup) === null)

    before(async () => {
      broker = await startBroker()
      await createCitizen(broker)
      const facts = await factsOf(broker)
      await inPairs(can, async (setup) => {
        services.set(setup, await connect(product, setup, broker, facts))
      })
      await broker.follow()
    })
    after(async () => {
      await Promise.all([...services.values()].map((service) => service.stop()))
      await broker?.stop()
    })
    beforeEach(() => {
      browser = createWebClient()
    })
    afterEach(function () {
      if (this.currentTest?.state !== 'failed') return
      process.stderr.write(`${broker.log().slice(-4000)}\n`)
    })

    const serviceOf = (setup: Setup): ServiceProvider => {
      const service = services.get(setup)
      if (service === undefined) throw new Error(`${product.name} was not started so`)
      return service
    }
    /** A test of a setup that this product can have; its logs are shown where it fails. */
    const itCan = (name: string, setup: Setup, test: (service: ServiceProvider) => Promise<void>): void => {
      if (!can.includes(setup)) return
      it(name, async () => {
        const service = serviceOf(setup)
        await test(service).catch((error: unknown) => {
          process.stderr.write(`${service.logs().slice(-8000)}\n`)
          throw error
        })
      })
    }
    const received = async (service: ServiceProvider, confirmPage: WebPage): Promise<Received> =>
      service.received(browser, await confirm(browser, confirmPage))
    const logInAt = async (service: ServiceProvider): Promise<Received> =>
      received(service, await logIn(browser, (await begin(browser, service)).page))

    for (const setup of PAIRS) {
      itCan(`logs a citizen in by ${describeSetup(setup)}`, setup, async (service) => {
        const { page, request } = await begin(browser, service)
        expect(request).to.deep.equal({ binding: setup.binding, signed: setup.signed })
        const handOver = await agree(browser, await logIn(browser, page))
        const answer = answerOn(handOver)
        expect(answer.includes('AttributeStatement')).to.equal(!setup.encrypted)
        expect(/EncryptedAssertion.*xmlenc11#aes(256|128)-gcm"/s.test(answer)).to.equal(setup.encrypted)
        const back = await browser.handOver(handOver)
        expect(back.url).to.equal(service.target)
        const { attributes, nameId, nameIdFormat } = await service.received(browser, back)
        expect(attributes).to.deep.equal(ATTRIBUTES)
        expect(nameIdFormat).to.equal(NAME_ID_FORMATS[setup.nameId])
        expect(nameId).to.match(setup.nameId === 'email' ? /^jana\.nowak@post\.example$/ : /^\S{16,}$/)
      })
    }

    for (const setup of LEVELS) {
      const { comparison, classRef } = setup.level
      itCan(`is answered in the class of its request: ${comparison} ${classRef}`, setup, async (service) => {
        expect((await logInAt(service)).classRef).to.be.oneOf([classRef, null])
      })
    }

    for (const setup of CLOCKS) {
      itCan(`takes an answer while its clock is off by ${setup.clock} seconds`, setup, async (service) => {
        expect((await logInAt(service)).attributes).to.deep.equal(ATTRIBUTES)
      })
    }

    itCan('learns that the citizen broke off', AS_IN_THE_EXAMPLE, async (service) => {
      const back = await cancel(browser, (await begin(browser, service)).page)
      expect(service.refusal(back)).to.match(product.shows('AuthnFailed'))
    })

    itCan('learns that the citizen does not agree to the release', AS_IN_THE_EXAMPLE, async (service) => {
      const back = await cancel(browser, await logIn(browser, (await begin(browser, service)).page))
      expect(service.refusal(back)).to.match(product.shows('RequestDenied'))
    })

    itCan('learns that no method reaches the level it asks for', TOO_HIGH, async (service) => {
      const back = await cancel(browser, (await begin(browser, service)).page)
      expect(service.refusal(back)).to.match(product.shows('NoAuthnContext'))
    })

    itCan('learns at once that the broker knows no class of its request', UNHEARD_OF, async (service) => {
      const { page } = await begin(browser, service)
      expect(page.hops.some(({ url }) => url.startsWith(`${broker.url}/login/`))).to.equal(false)
      expect(service.refusal(page)).to.match(product.shows('NoAuthnContext'))
    })

    itCan('learns that nobody was logged in where it asked passively', PASSIVE, async (service) => {
      const { page } = await begin(browser, service)
      expect(page.find('[data-method]')).to.equal(null)
      expect(service.refusal(page)).to.match(product.shows('NoPassive'))
    })

    itCan('gets a fresh proof by ForceAuthn, where single sign-on would have served', FORCED, async (service) => {
      await logInAt(serviceOf(AS_IN_THE_EXAMPLE))
      const { page } = await begin(browser, service)
      expect(page.find('[data-method=password]')).not.to.equal(null)
      expect((await received(service, await logIn(browser, page))).attributes).to.deep.equal(ATTRIBUTES)
    })

    itCan(
      'shares the citizen’s session with another service, which sees another pseudonym',
      AS_IN_THE_EXAMPLE,
      async (one) => {
        const other = serviceOf(ALSO_PERSISTENT)
        const first = await logInAt(one)
        const second = await received(other, (await begin(browser, other)).page)
        expect(second.attributes).to.deep.equal(ATTRIBUTES)
        expect(second.nameId).not.to.equal(first.nameId)
        browser = createWebClient()
        expect((await logInAt(one)).nameId).to.equal(first.nameId)
      },
    )

    itCan(
      'has its request refused when the signature it announced is taken off',
      AS_IN_THE_EXAMPLE,
      async (service) => {
        const first = await browser.get(service.target, { redirects: 'stop' })
        const url = new URL(await requestAddress(first))
        for (const name of ['Signature', 'SigAlg']) url.searchParams.delete(name)
        const refused = await browser.get(url.href)
        expect(refused.status).to.be.within(400, 499)
        expect(refused.one('[data-testid=error]')).not.to.equal(null)
      },
    )

    if (product.keepsAddress) {
      itCan('comes back to the very page that was opened', AS_IN_THE_EXAMPLE, async (service) => {
        const deep = `${service.target}?seite=2&ort=K%C3%B6ln`
        const { page } = await begin(browser, service, deep)
        const back = await confirm(browser, await logIn(browser, page))
        expect(back.url).to.equal(deep)
      })
    }

    it('is described in docs/interop.md with all that it cannot do', () => {
      const page = readFileSync('docs/interop.md', 'utf8').replace(/\s+/g, ' ')
      const reasons = ALL_SETUPS.map((setup) => product.cannot(setup)).filter((reason) => reason !== null)
      for (const reason of new Set(reasons)) expect(page).to.include(`${product.name} ${reason}`)
    })

    /** Follows redirects by hand up to the one that leads to the broker. */
    const requestAddress = async (page: WebPage): Promise<string> => {
      const location = new URL(page.headers.location ?? '', page.url).href
      if (location.includes('SAMLRequest=')) return location
      return requestAddress(await browser.get(location, { redirects: 'stop' }))
    }
  })
}

/** Two at a time: a start waits for its program more than it computes. Throws when both have come to an end. */
const inPairs = async <T>(values: readonly T[], run: (value: T) => Promise<void>): Promise<void> => {
  for (let index = 0; index < values.length; index += 2) {
    const ends = await Promise.allSettled(values.slice(index, index + 2).map(run))
    for (const end of ends) if (end.status === 'rejected') throw end.reason
  }
}
