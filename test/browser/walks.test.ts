import type { Browser } from 'playwright-core'
import { browserHand } from '../support/browser-hand.js'
import { launchChromium } from '../support/chromium.js'
import { startBroker } from '../support/running-broker.js'
import { type Walker, walkOne, walkTwo } from '../support/walk.js'
import { simulatedPhone, type WalkPhone } from '../support/walk-phone.js'
import { startWalkWorld, type WalkWorld } from '../support/walk-world.js'

/** Each walk in both languages, with and without scripts; each citizen has a card of their own. */
const FIRST = [
  { scripts: true, language: 'de', card: 'complete' },
  { scripts: false, language: 'en', card: 'doctor' },
] as const
const SECOND = [
  { scripts: true, language: 'en', card: 'letters' },
  { scripts: false, language: 'de', card: 'residence-permit' },
] as const

type Variant = (typeof FIRST)[number] | (typeof SECOND)[number]

const named = ({ scripts, language }: Variant): string =>
  `${scripts ? 'with' : 'without'} JavaScript, in ${language === 'de' ? 'German' : 'English'}`

describe('a citizen who walks through the demo in Chromium', function () {
  this.timeout(120_000)
  let world: WalkWorld
  let browser: Browser

  before(async () => {
    world = await startWalkWorld((settings, clock) => startBroker(settings, {}, clock))
    browser = await launchChromium()
  })
  after(async () => {
    await browser?.close()
    await world?.stop()
  })

  const walking = async (
    { scripts, language, card }: Variant,
    walk: (walker: Walker, phone: WalkPhone) => Promise<void>,
  ): Promise<void> => {
    const [context, pocket] = await Promise.all([
      browser.newContext({ javaScriptEnabled: scripts, locale: 'de-DE' }),
      browser.newContext({ locale: 'de-DE' }),
    ])
    try {
      const phone = await pocket.newPage()
      await phone.goto(world.phoneUrl)
      const hand = browserHand(
        await context.newPage(),
        scripts,
        FIRST.some((each) => each.card === card),
      )
      await walk({ world, hand, language, card }, simulatedPhone(phone))
    } finally {
      await Promise.all([context.close(), pocket.close()])
    }
  }

  for (const variant of FIRST) {
    it(`makes an account by card, pairs a phone, logs in by it, and is asked for the card where it alone suffices: ${named(variant)}`, () =>
      walking(variant, walkOne))
  }

  for (const variant of SECOND) {
    it(`is asked for the card again six minutes after the last action, not four: ${named(variant)}`, () =>
      walking(variant, walkTwo))
  }
})
