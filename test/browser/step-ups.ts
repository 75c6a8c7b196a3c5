import { expect } from 'chai'
import type { Browser, BrowserContext } from 'playwright-core'
import { TEST_CARDS } from '../../src/demo/eid-client/cards.js'
import { browserHand } from '../support/browser-hand.js'
import { launchChromium } from '../support/chromium.js'
import { clientHand } from '../support/client-hand.js'
import type { Deployment } from '../support/deployments.js'
import type { Hand } from '../support/hand.js'
import {
  confirm,
  CONFIRM,
  enter,
  logOut,
  methodsOn,
  openAccountByCard,
  pairPhone,
  useCard,
  type Walker,
} from '../support/walk.js'
import { virtualPhone } from '../support/walk-phone.js'
import { startWalkWorld, type WalkWorld } from '../support/walk-world.js'
import { eachStepElsewhere } from './each-step-elsewhere.js'
import { named, variantsOf } from './variants.js'
import { loginTexts } from '../../src/login/texts/texts.js'
import { textsOf } from '../../src/ui/texts/texts.js'

const PASSWORD = 'ein wirklich langer Satz'

/** Citizens who only said who they are, and the cards that prove it; one of them for each variant. */
const SELF_DECLARED = ['letters', 'residence-permit', 'eu-card', 'doctor']
/** The card of somebody else who has an account, and of one who has none. */
const OTHER = 'unknown-day'
const STRANGER = 'unknown-month'

/** Logins that begin below the level that the service needs, as whole pages of Chromium, and whom they refuse. */
export function stepUpsInChromium(deployment: Deployment): void {
  let world: WalkWorld
  let browser: Browser

  before(async () => {
    world = await startWalkWorld(deployment.start)
    for (const id of SELF_DECLARED) await world.broker.citizen(id, PASSWORD, selfDeclared(id))
    await openAccountByCard({ world, hand: clientHand(), language: 'de', card: OTHER })
    browser = await launchChromium()
  })
  after(async () => {
    await browser?.close()
    await world?.stop()
  })
  eachStepElsewhere(deployment)

  for (const [place, variant] of variantsOf('step-ups').entries()) {
    const { scripts, language } = variant
    const { shell } = textsOf(language)
    const { accountSwitch, linkOrCreateAccount, reviewMethods } = loginTexts(language)

    describe(named(variant), () => {
      let context: BrowserContext
      let hand: Hand
      let walker: Walker
      beforeEach(async () => {
        context = await browser.newContext({ javaScriptEnabled: scripts, locale: 'de-DE' })
        hand = browserHand(await context.newPage(), scripts, false)
        walker = { world, hand, language, card: SELF_DECLARED[place] ?? '' }
      })
      afterEach(() => context.close())

      const byPassword = async (): Promise<void> => {
        await enter(walker, 'normal')
        await hand.press('[data-method="password"]')
        await hand.fill({ username: walker.card, password: PASSWORD })
        await hand.send('form:has([name="password"])')
        await confirm(walker, 4, 'normal')
      }
      const byCard = async (card = walker.card): Promise<void> => {
        await hand.press('[data-method="eid"]')
        await useCard({ ...walker, card })
      }
      const saysProblem = async (title: string): Promise<void> => {
        const shown = (await hand.see('title')).replace(/ \([^()]* \d \S+ \d\)(?= – )/, '')
        expect(shown, 'but for the place in its way').to.equal(`${shell.titleOfProblem(title)} – Servicekonto`)
        expect(await hand.all(CONFIRM, 'value')).to.deep.equal([])
      }

      it('says that the card is somebody else’s whom no account knows, and connects nothing', async () => {
        await byPassword()
        await enter(walker, 'substantiell')
        await byCard(STRANGER)
        await hand.see('[value="link-session"]')
        await hand.press('[value="link-session"]')
        await useCard({ ...walker, card: STRANGER })
        await hand.see('[value="back"]')
        await saysProblem(linkOrCreateAccount.situations['another-person'].title)
        await hand.press('[value="back"]')
        expect((await methodsOn(walker)).offered).to.deep.equal(['eid'])
      })

      it('says that the card has another account, and goes back or on as that one, as the citizen decides', async () => {
        await byPassword()
        await enter(walker, 'hoch')
        await byCard(OTHER)
        await hand.see('[value="switch"]')
        expect(await hand.see('h1')).to.equal(accountSwitch.title)
        expect(await hand.all(CONFIRM, 'value')).to.deep.equal([])
        await hand.press('[value="back"]')
        expect((await methodsOn(walker)).offered).to.deep.equal(['eid'])
        await byCard(OTHER)
        await hand.see('[value="switch"]')
        await hand.press('[value="switch"]')
        await confirm(walker, 8, 'hoch')
      })

      it('identifies, by a card in the login, who had only said so, and goes on in that login', async () => {
        await byPassword()
        await enter(walker, 'substantiell')
        expect(await methodsOn(walker)).to.deep.equal({ offered: ['eid'], missing: ['pass', 'password'] })
        await byCard()
        await hand.see('[value="link-session"]')
        await hand.press('[value="link-session"]')
        await useCard(walker)
        await hand.see('[value="continue"]')
        expect(await hand.see('h1')).to.equal(reviewMethods.title)
        await hand.press('[value="continue"]')
        await confirm(walker, 7, 'hoch')
      })

      it('leads who has no pass yet from a login to pairing one, and back into that login', async () => {
        await byPassword()
        await enter(walker, 'substantiell')
        await hand.press('[data-method-missing="password"] summary')
        await hand.press('[data-method-missing="password"] a')
        // A pass that is paired in this session would count no more than its password.
        await hand.press('a[href^="/konto/geraete"]:not(nav a)')
        await byCard()
        await hand.see('form[action="/konto/geraete/koppeln"]')
        const phone = virtualPhone()
        await pairPhone(walker, phone)
        await hand.press('a[href^="/login/"]')
        await confirm(walker, 20, 'hoch')

        await logOut(walker)
        await enter(walker, 'substantiell')
        await hand.press('[data-method="pass"]')
        await phone.scan(await hand.see('[data-testid="pass-link"]'))
        await phone.answer(await hand.see('[data-testid="pass-code"]'))
        await confirm(walker, 4, 'substantiell')
      })
    })
  }
}

/** As the card says it, typed by the citizen. */
function selfDeclared(id: string): readonly string[] {
  const card = TEST_CARDS.find((each) => each.id === id) ?? expect.fail()
  const birthDate = card.dateOfBirth.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')
  return ['--given-name', card.givenNames, '--family-name', card.familyNames, '--birth-date', birthDate]
}
