import { expect } from 'chai'
import type { Hand } from './hand.js'
import type { WalkPhone } from './walk-phone.js'
import type { WalkWorld } from './walk-world.js'

/** One citizen on their way through the demo. */
export interface Walker {
  readonly world: WalkWorld
  readonly hand: Hand
  readonly language: 'de' | 'en'
  /** The test card that is theirs. */
  readonly card: string
}

type Level = Parameters<WalkWorld['portal']>[0]

/** What the method page says to whoever is signed in already. */
const STEP_UP = { de: ' nicht. Bitte ', en: ' is not enough. Please ' }

export const CONFIRM = '[name="decision"][value="confirm"]'

/** From the portal's front page to the broker, which speaks the citizen's language from then on. */
export const enter = (walker: Walker, level: Level): Promise<void> => enterAt(walker, walker.world.portal(level).home)

async function enterAt({ hand, language }: Walker, home: string): Promise<void> {
  await hand.open(home)
  // The portal's own session is none of the broker's.
  if ((await hand.all('[data-testid="logout"]', 'href')).length > 0) await hand.press('[data-testid="logout"]')
  hand.presses = 0
  hand.pins = 0
  await hand.press('[data-testid="login"]')
  await hand.see('main')
  if ((await hand.all('html', 'lang')).join() === language) return
  await hand.press(`a[hreflang="${language}"]`)
  await hand.see(`html[lang="${language}"]`)
  // The language is chosen once, beside the way.
  hand.presses = 1
}

/**
 * Confirms what is released; expects so many presses since the portal at most, so many PINs if that is said, and that
 * the portal sees this level.
 */
export async function confirm({ hand, language }: Walker, clicks: number, level: Level, pins?: number): Promise<void> {
  await hand.see(CONFIRM)
  expect(await hand.all('html', 'lang')).to.deep.equal([language])
  await hand.press(CONFIRM)
  expect(hand.presses, 'presses from the portal to the end').to.be.at.most(clicks)
  if (pins !== undefined) expect(hand.pins, 'PINs from the portal to the end').to.equal(pins)
  await hand.handOver()
  expect(await hand.see('[data-testid="trust-level"]')).to.equal(level)
}

/** Which methods the page offers, and which it names as missing. */
export async function methodsOn({ hand }: Walker) {
  await hand.see('[data-method]')
  return {
    offered: (await hand.all('[data-method]', 'data-method')).toSorted(),
    missing: (await hand.all('[data-method-missing]', 'data-method-missing')).toSorted(),
  }
}

/** From the eID page of the broker through the eID client. */
export async function useCard({ hand, card }: Walker, pin = '123456'): Promise<void> {
  await hand.press('[data-testid="start-eid"]')
  await hand.see('[data-card]')
  await hand.fill({ card, pin })
  await hand.press('[name="decision"][value="continue"]')
  // What is pressed in the eID client is no press on our pages.
  hand.presses--
}

/** Enters the number of the screen, and the PIN, at the phone. */
export async function answerAtPhone({ hand }: Walker, phone: WalkPhone, number: string): Promise<void> {
  hand.pins++
  await phone.answer(number)
}

/** Logs in at Solingen by a card that nobody knows, and makes an account of it. */
export async function openAccountByCard(walker: Walker): Promise<void> {
  const { hand } = walker
  await enter(walker, 'hoch')
  expect(await methodsOn(walker)).to.deep.equal({ offered: ['eid'], missing: ['pass', 'password'] })
  await hand.press('[data-method="eid"]')
  await useCard(walker)
  await hand.see('[value="open-account"]')
  await hand.press('[value="open-account"]')
  await useCard(walker)
  // The account, and the card that is read once more for it, are two more than for a citizen who has one.
  await confirm(walker, 6, 'hoch', 2)
}

/** Pairs the phone in the account; both sides say that it is done. */
export async function pairPhone({ world, hand, language }: Walker, phone: WalkPhone): Promise<void> {
  await hand.open(`${world.broker.url}/konto/geraete`)
  expect(await hand.all('html', 'lang')).to.deep.equal([language])
  await hand.send('form[action="/konto/geraete/koppeln"]')
  await phone.pair(await hand.see('[data-testid="pass-link"]'))
  await phone.answer(await hand.see('[data-testid="pass-code"]'))
  await hand.see('[data-status="done"]')
}

export async function logOut({ world, hand }: Walker): Promise<void> {
  await hand.open(`${world.broker.url}/konto`)
  await hand.send('form[action="/abmelden"]')
  const next = '[data-testid="logout-next"]'
  await hand.see(`[data-testid="logged-out"], ${next}`)
  // Portals that the broker tells through the browser: one press begins, the rest goes by itself.
  if ((await hand.all(next, 'href')).length > 0) await hand.press(next)
  await hand.see('[data-testid="logged-out"]')
  // With the services that took part, at the page of this logout.
  expect(new URL(hand.url()).pathname).to.match(/^\/abmelden(\/[\w-]+)?$/)
}

/** Account by card, pass, logout, login by the pass, single sign-on below it, and the card where it alone suffices. */
export async function walkOne(walker: Walker, phone: WalkPhone): Promise<void> {
  const { world, hand } = walker
  await openAccountByCard(walker)
  await pairPhone(walker, phone)
  await logOut(walker)

  await enter(walker, 'substantiell')
  expect(await methodsOn(walker)).to.deep.equal({ offered: ['eid', 'pass'], missing: ['password'] })
  await hand.press('[data-method="pass"]')
  const number = await hand.see('[data-testid="pass-code"]')
  expect(await phone.scan(await hand.see('[data-testid="pass-link"]'))).to.equal(world.portal('substantiell').name)
  await answerAtPhone(walker, phone, number)
  await confirm(walker, 3, 'substantiell', 1)

  await enter(walker, 'normal')
  await confirm(walker, 2, 'substantiell', 0)

  await enter(walker, 'hoch')
  expect(await methodsOn(walker)).to.deep.equal({ offered: ['eid'], missing: ['pass', 'password'] })
  expect(await hand.see('main')).to.contain(STEP_UP[walker.language])
  await hand.press('[data-method="eid"]')
  await useCard(walker)
  await confirm(walker, 4, 'hoch', 1)
}

/**
 * Visits the second entry of a portal by a phone that belongs to no account; gives the pseudonym that the portal sees.
 */
export async function visitWithoutAccount(walker: Walker, use: (link: string) => Promise<void>): Promise<string> {
  const { world, hand, language } = walker
  await enterAt(walker, world.entry.baseUrl)
  // The one way that there is opens by itself.
  const link = await hand.see('[data-testid="pass-link"]')
  // No other way to log in is promised, and what the phone will ask for at first is said.
  const words = language === 'de' ? ['Zurück zu den', 'Beim ersten Mal'] : ['Back to the ways', 'The first time']
  for (const word of words) expect(await hand.see('main')).to.contain(word)
  await use(link)
  await confirm(walker, 2, 'normal', 1)
  // No name, and nothing else of anybody.
  expect(await hand.all('[data-attribute]', 'data-attribute')).to.deep.equal(['trustLevel'])
  return hand.see('[data-testid="name-id"]')
}

/** The phone is paired on the spot, once; the next time it is known again, by the same pseudonym. */
export async function walkWithoutAccount(walker: Walker, phone: WalkPhone): Promise<void> {
  const { world, hand } = walker
  await hand.open(world.portal('substantiell').home)
  expect(await hand.all('[data-testid="without-account"]', 'href')).to.deep.equal(['/besuch'])
  await hand.press('[data-testid="without-account"]')
  expect(hand.url()).to.equal(world.entry.baseUrl)
  const first = await visitWithoutAccount(walker, async (link) => {
    await phone.pair(link)
    await answerAtPhone(walker, phone, await hand.see('[data-testid="pass-code"]'))
  })
  const second = await visitWithoutAccount(walker, async (link) => {
    const number = await hand.see('[data-testid="pass-code"]')
    expect(await phone.scan(link)).to.equal(world.entry.name)
    await answerAtPhone(walker, phone, number)
  })
  expect(second).to.equal(first)
}

/** Without a logout: the card's proof is good for five minutes after the last action. */
export async function walkTwo(walker: Walker, phone: WalkPhone): Promise<void> {
  const { world } = walker
  await openAccountByCard(walker)
  await pairPhone(walker, phone)
  world.pass(4)
  await enter(walker, 'hoch')
  await confirm(walker, 2, 'hoch')
  world.pass(6)
  await enter(walker, 'hoch')
  expect(await methodsOn(walker)).to.deep.equal({ offered: ['eid'], missing: ['pass', 'password'] })
}
