import { expect } from 'chai'
import type { Browser, BrowserContext } from 'playwright-core'
import { browserHand } from '../support/browser-hand.js'
import { launchChromium } from '../support/chromium.js'
import { clientHand } from '../support/client-hand.js'
import type { Hand } from '../support/hand.js'
import type { Deployment } from '../support/deployments.js'
import { VirtualPhone } from '../support/virtual-phone.js'
import {
  confirm,
  CONFIRM,
  enter,
  methodsOn,
  openAccountByCard,
  pairPhone,
  useCard,
  type Walker,
} from '../support/walk.js'
import { PIN, virtualPhone } from '../support/walk-phone.js'
import { startWalkWorld, type WalkWorld } from '../support/walk-world.js'
import { eachStepElsewhere } from './each-step-elsewhere.js'
import { named, variantsOf } from './variants.js'
import { eidTexts } from '../../src/methods/eid/texts/texts.js'
import { loginTexts } from '../../src/login/texts/texts.js'
import { passTexts } from '../../src/methods/pass/texts/texts.js'
import { textsOf } from '../../src/ui/texts/texts.js'

const PASSWORD = 'ein wirklich langer Satz'
const AGAIN = '[name="step"][value="renew"]'

/** Whatever can go wrong with card and pass, as whole pages of Chromium: what is said, and the way on. */
export function failuresInChromium(deployment: Deployment): void {
  let world: WalkWorld
  let browser: Browser
  /** At the devices of the one who has the phones. */
  let atHome: Hand
  let owner: Walker
  const phones: VirtualPhone[] = []

  before(async () => {
    world = await startWalkWorld(deployment.start)
    const omar = ['--given-name', 'Omar', '--family-name', 'Beispiel', '--birth-date', '1979-11-30']
    await world.broker.citizen('omar', PASSWORD, omar)
    browser = await launchChromium()
    atHome = clientHand()
    owner = { world, hand: atHome, language: 'de', card: 'complete' }
    await openAccountByCard(owner)
    for (const phone of variantsOf('failures').map(() => new VirtualPhone())) {
      await pairPhone(owner, virtualPhone(phone))
      phones.push(phone)
    }
  })
  after(async () => {
    await browser?.close()
    await world?.stop()
  })
  eachStepElsewhere(deployment)

  describe('because the card is new', () => {
    it('takes a renewed card for the account of the one before', async () => {
      const hand = clientHand()
      const walker: Walker = { world, hand, language: 'de', card: 'renewed' }
      await enter(walker, 'hoch')
      await hand.press('[data-method="eid"]')
      await useCard(walker)
      await hand.press('[value="open-account"]')
      await useCard(walker)
      // The owner has another method, and proves by it that the account is theirs.
      await hand.press('[value="link-account"]')
      await hand.press('[data-method="pass"]')
      const phone = virtualPhone(phones[0])
      await phone.scan(await hand.see('[data-testid="pass-link"]'))
      await phone.answer(await hand.see('[data-testid="pass-code"]'))
      await confirm(walker, 8, 'hoch')
    })
  })

  for (const [index, variant] of variantsOf('failures').entries()) {
    const { scripts, language } = variant
    const { shell } = textsOf(language)
    const { handOver } = loginTexts(language)
    const { pass } = passTexts(language)
    const eid = eidTexts(language)

    describe(named(variant), () => {
      let context: BrowserContext
      let walker: Walker
      let hand: Hand
      beforeEach(async () => {
        context = await browser.newContext({ javaScriptEnabled: scripts, locale: 'de-DE' })
        hand = browserHand(await context.newPage(), scripts, false)
        walker = { world, hand, language, card: 'complete' }
      })
      afterEach(() => context.close())

      const phone = (): VirtualPhone => phones[index] ?? expect.fail()
      const saysProblem = async (title: string): Promise<void> => {
        const shown = (await hand.see('title')).replace(/ \([^()]* \d \S+ \d\)(?= – )/, '')
        expect(shown, 'but for the place in its way').to.equal(`${shell.titleOfProblem(title)} – Servicekonto`)
      }
      const toEid = async (card: string): Promise<Walker> => {
        await enter(walker, 'hoch')
        await hand.press('[data-method="eid"]')
        return { ...walker, card }
      }
      const toPass = async (at = walker): Promise<void> => {
        await enter(at, 'substantiell')
        await at.hand.press('[data-method="pass"]')
        await at.hand.see('[data-status="waiting"]')
      }
      const link = (at = hand): Promise<string> => at.see('[data-testid="pass-link"]')
      const number = (at = hand): Promise<string> => at.see('[data-testid="pass-code"]')
      /** By the link on the method's page, which leads to the login itself. */
      const toOtherMethods = (): Promise<void> => {
        const login = /^\/login\/[\w-]+/.exec(new URL(hand.url()).pathname)?.[0]
        return hand.press(`a[href="${login}"], a[href="${login}?methods"]`)
      }
      const unpair = async ({ pairing }: VirtualPhone): Promise<void> => {
        const path = `/konto/geraete/${pairing.device}/entkoppeln`
        await atHome.open(`${world.broker.url}${path}`)
        await atHome.send(`form[action="${path}"]`)
      }
      const renew = async (): Promise<void> => {
        await hand.press(AGAIN)
        await hand.see('[data-status="waiting"]')
      }

      for (const [card, problem] of [
        ['expired', 'invalid-document'],
        ['blocked', 'invalid-document'],
        ['under-16', 'under-age'],
      ] as const) {
        it(`says what is wrong with a card: ${card}; another card goes on from there`, async () => {
          await useCard(await toEid(card))
          await hand.see('[data-testid="start-eid"]')
          await saysProblem(eid.problems[problem].title)
          await useCard(walker)
          await confirm(walker, 6, 'hoch')
        })
      }

      it('says that the citizen cancelled, and goes back to the portal from there', async () => {
        await toEid('complete')
        await hand.press('[data-testid="start-eid"]')
        await hand.press('[name="decision"][value="cancel"]')
        await hand.see('[data-testid="start-eid"]')
        await saysProblem(eid.problems.cancelled.title)
        await toOtherMethods()
        await hand.see('[data-method="eid"]')
        await hand.press('[name="decision"][value="cancel"]')
        await hand.handOver()
        await hand.see('[data-testid="saml-status"][data-status="AuthnFailed"]')
      })

      it('comes back from a card whose PIN was wrong until it was blocked', async () => {
        const wrong = await toEid('wrong-pin')
        await useCard(wrong)
        for (const left of ['2 Versuche', '1 Versuch.']) {
          expect(await hand.see('[data-testid="pin-wrong"]')).to.contain(left)
          await hand.fill({ card: 'wrong-pin', pin: '123456' })
          await hand.press('[name="decision"][value="continue"]')
        }
        await hand.see('[data-testid="pin-blocked"]')
        await hand.press('[name="decision"][value="cancel"]')
        await hand.see('[data-testid="start-eid"]')
        await saysProblem(eid.problems.cancelled.title)
      })

      it('shows an eID server that is down as not working, and lets the password go on', async () => {
        await world.eidServer('down')
        try {
          do await enter(walker, 'normal')
          while (!(await methodsOn(walker)).missing.includes('eid'))
          await hand.press('[data-method="password"]')
          await hand.fill({ username: 'omar', password: PASSWORD })
          await hand.send('form:has([name="password"])')
          await hand.see(CONFIRM)
        } finally {
          await world.eidServer('up')
        }
        const other: Walker = { ...walker, hand: clientHand() }
        do await enter(other, 'normal')
        while (!(await methodsOn(other)).offered.includes('eid'))
      })

      it('shows a login that was declined, and one with the wrong number, and gives a new code each time', async () => {
        await toPass()
        await phone().decline(await link())
        await hand.see('[data-status="declined"]')
        await saysProblem(pass.status.declined.title)
        await renew()
        await phone().confirm(await link(), { number: (await number()) === '47' ? '48' : '47', pin: PIN })
        await hand.see('[data-status="wrong-number"]')
        await saysProblem(pass.status['wrong-number'].title)
        await renew()
        await phone().confirm(await link(), { number: await number(), pin: PIN })
        await confirm(walker, 5, 'substantiell')
      })

      it('goes on in no other browser than the one that began, whoever sent the link there, but with the number', async () => {
        await toPass()
        const [shared, shown] = [await link(), await number()]
        const opened = await phone().open(shared)
        const { body } = await phone().confirm(shared, { pin: PIN })
        const elsewhere = clientHand()
        await elsewhere.open(`${body.returnUrl}${body.returnUrl.includes('?') ? '&' : '?'}lang=${language}`)
        expect(await elsewhere.see('h1')).to.equal(pass.elsewhere.title)
        await hand.see('[data-status="returning"]')
        expect(await hand.all(CONFIRM, 'value')).to.deep.equal([])
        await phone().number(shared, opened.body.nonce, shown)
        await hand.see(CONFIRM)
      })

      it('keeps two logins at once apart: each goes on with its own answer', async () => {
        const others = await browser.newContext({ javaScriptEnabled: scripts, locale: 'de-DE' })
        try {
          const other: Walker = { ...walker, hand: browserHand(await others.newPage(), scripts, false) }
          await toPass()
          await toPass(other)
          await phone().open(await link())
          await phone().confirm(await link(other.hand), { number: await number(other.hand), pin: PIN })
          await other.hand.see(CONFIRM)
          expect(await hand.all(CONFIRM, 'value')).to.deep.equal([])
          await renew()
          await phone().confirm(await link(), { number: await number(), pin: PIN })
          await hand.see(CONFIRM)
        } finally {
          await others.close()
        }
      })

      it('blocks a phone after three wrong PINs, says so, and offers the card', async () => {
        await toPass()
        for (const status of ['failed', 'failed', 'blocked'] as const) {
          await phone().confirm(await link(), { number: await number(), pin: '13579' })
          await hand.see(`[data-status="${status}"]`)
          await saysProblem(pass.status[status].title)
          if (status !== 'blocked') await renew()
        }
        await toOtherMethods()
        expect((await methodsOn(walker)).offered).to.include('eid')
      })

      it('says that the pass was taken off the account before the login ended, and only then goes back to the portal', async () => {
        const lost = new VirtualPhone()
        await pairPhone(owner, virtualPhone(lost))
        await toPass()
        await lost.confirm(await link(), { number: await number(), pin: PIN })
        await hand.see(CONFIRM)
        await unpair(lost)
        await hand.press(CONFIRM)
        await hand.see('#hand-over')
        await saysProblem(handOver.notices['proof-gone'].title(null))
        await hand.press('#hand-over button')
        await hand.see('[data-testid="saml-status"][data-status="AuthnFailed"]')
      })

      it('tells a phone that was unpaired, and leaves the page as it was', async () => {
        await unpair(phone())
        await toPass()
        const { body } = await phone().open(await link())
        expect(body.code).to.equal('unpaired')
        await hand.see('[data-status="waiting"]')
      })

      it('shows a code that has expired, and gives a new one in the same login', async () => {
        await toPass()
        world.pass(3)
        await hand.see('[data-status="expired"]')
        await saysProblem(pass.status.expired.title)
        await renew()
      })
    })
  }
}
