// The phone's screens. One is shown at a time; what a citizen typed is gone when it is left.

import { allPairings, forgetPairing, keepPairing } from './pairings.js'
import { confirm, decline, open, pair, pairingOffer, readLink, readReturn, Refused, sendNumber } from './protocol.js'

const PROBLEMS = {
  'unknown-link': 'Diesen Code gibt es nicht mehr. Fordern Sie auf der Seite einen neuen an.',
  expired: 'Der Code ist abgelaufen. Fordern Sie auf der Seite einen neuen an.',
  taken: 'Ein anderes Smartphone hat diesen Code schon geöffnet. Fordern Sie einen neuen an.',
  used: 'Dieser Code wurde schon benutzt.',
  refused: 'Prüfen Sie Ihre PIN und fordern Sie einen neuen Code an. Drei Fehlversuche sperren den Pass.',
  'wrong-number': 'Die Zahl war nicht die richtige. Fordern Sie auf der Seite einen neuen Code an.',
  blocked: 'Dieser Pass ist gesperrt. Koppeln Sie das Smartphone in Ihrem Konto neu.',
  unpaired: 'Dieses Smartphone ist nicht mehr gekoppelt. Koppeln Sie es in Ihrem Konto neu.',
  'no-account': 'Dieser Dienst braucht einen Pass, der zu einem Konto gehört.',
  'too-many': 'Zu viele Fehlversuche. Bitte warten Sie einige Minuten.',
  version: 'Diese App ist für das Servicekonto zu alt, oder der Link ist nicht von ihm.',
}

const byId = (id) => document.getElementById(id)
const fieldsOf = (form) => Object.fromEntries(new FormData(form))

function show(screen) {
  for (const section of document.querySelectorAll('main > section')) section.hidden = section.id !== screen
  byId(screen).querySelector('h1')?.focus()
}

function say(text, look = 'ok') {
  byId('message-title').textContent = look === 'fault' ? 'Das hat nicht geklappt' : 'Servicekonto.Pass'
  byId('message-text').textContent = text
  byId('message').dataset.look = look
  show('message')
}

const failed = (error) =>
  say(PROBLEMS[error instanceof Refused ? error.code : ''] ?? 'Das Servicekonto ist gerade nicht erreichbar.', 'fault')

/** What goes wrong ends on a screen that says so. */
const guarded = (work) => (event) => {
  event?.preventDefault()
  work(event).catch(failed)
}

async function home() {
  const pairings = await allPairings()
  byId('pairings').replaceChildren(
    ...pairings.map(({ device, name, broker, aud }) => {
      const item = document.createElement('li')
      const remove = document.createElement('button')
      remove.type = 'button'
      remove.textContent = `„${name}“ entfernen`
      remove.addEventListener(
        'click',
        guarded(() => forgetPairing(device).then(home)),
      )
      item.append(`${name} – ${broker} (${new URL(aud).host}) `, remove)
      return item
    }),
  )
  byId('none').hidden = pairings.length > 0
  byId('link-form').reset()
  show('home')
}

/** Opens a link, scanned or pasted. */
async function openLink(text) {
  const at = readLink(text.trim())
  if (!at) return say('Das ist kein Link des Servicekonto.Pass.', 'fault')
  if (at.kind === 'pair') return toPairing(at)
  const pairings = (await allPairings()).filter(({ aud }) => aud === at.aud)
  const [first] = pairings
  if (!first) {
    const offer = await pairingOffer(at)
    if (!offer) return say('Dieses Smartphone ist noch nicht gekoppelt. Das geht in Ihrem Konto.', 'fault')
    return toPairing(at, offer)
  }
  return pairings.length === 1 ? toChallenge(at, first) : toChoice(at, pairings)
}

async function toPairing(at, given) {
  const offer = given ?? (await pairingOffer(at))
  byId('pair-broker').textContent = `${offer.broker} (${new URL(at.aud).host})`
  byId('pair-form').reset()
  byId('pair-form').onsubmit = guarded(async () => {
    const { name, pin, again } = fieldsOf(byId('pair-form'))
    const fault = pinFault(pin, again)
    byId('pair-fault').textContent = fault ?? ''
    if (fault) return
    const { pairing, challenge } = await pair(at, offer, { name, pin })
    await keepPairing(pairing)
    await toChallenge(challenge, pairing, at.kind === 'pair')
  })
  show('pair')
}

function pinFault(pin, again) {
  if (!/^\d{5,12}$/.test(pin)) return 'Die PIN braucht mindestens 5 Ziffern.'
  if (/^(\d)\1+$/.test(pin) || '01234567890123'.includes(pin)) return 'Diese PIN ist zu leicht zu raten.'
  return pin === again ? null : 'Die beiden PINs sind nicht gleich.'
}

/** Several pairings with one Servicekonto: the citizen says which. */
function toChoice(at, pairings) {
  byId('choice-list').replaceChildren(
    ...pairings.map((pairing) => {
      const button = document.createElement('button')
      button.type = 'button'
      button.name = 'pairing'
      button.value = pairing.device
      button.textContent = pairing.name
      button.addEventListener(
        'click',
        guarded(() => toChallenge(at, pairing)),
      )
      const item = document.createElement('li')
      item.append(button)
      return item
    }),
  )
  show('choice')
}

async function toChallenge(at, pairing, isFirst = false) {
  const opened = await open(at, pairing).catch(async (error) => {
    // What will never work again is forgotten.
    if (['unpaired', 'blocked'].includes(error.code)) await forgetPairing(pairing.device)
    throw error
  })
  const service = opened.service.de ?? Object.values(opened.service)[0]
  byId('service').textContent = service
  byId('number-hint').textContent = isFirst
    ? 'Sie steht jetzt auf der Seite Ihres Kontos.'
    : 'Läuft die Anmeldung auf diesem Smartphone, lassen Sie das Feld leer.'
  const form = byId('challenge-form')
  form.reset()
  byId('challenge-fault').textContent = ''
  form.onsubmit = guarded(async ({ submitter }) => {
    if (submitter?.value === 'decline') {
      await decline(at, opened, pairing)
      return say('Sie haben abgelehnt.')
    }
    const { number, pin } = fieldsOf(form)
    if (pin === '' || (isFirst && number === '')) {
      byId('challenge-fault').textContent = isFirst ? 'Zahl und PIN fehlen noch.' : 'Die PIN fehlt noch.'
      return
    }
    form.reset()
    await answer(at, opened, { service, number, pin }, pairing, isFirst)
  })
  show('challenge')
}

async function answer(at, opened, typed, pairing, isFirst) {
  const ended = await confirm(at, opened, typed, pairing).catch(async (error) => {
    if (isFirst || ['unpaired', 'blocked'].includes(error.code)) await forgetPairing(pairing.device)
    throw error
  })
  if (ended.result === 'return') return goBack(at, opened, ended.returnUrl, pairing)
  return say(isFirst ? 'Dieses Smartphone ist gekoppelt.' : 'Bestätigt. Es geht auf der Seite weiter.')
}

/** To the browser or the app that the link came from; where that is another one, with the number. */
function goBack(at, opened, returnUrl, pairing) {
  const { href, app } = readReturn(returnUrl, at.aud)
  byId('back-link').href = href
  byId('back-link').textContent = app ? `Zurück zur App (${app})` : 'Zurück zur Anmeldung'
  byId('back-title').textContent = app ? 'Weiter in der App' : 'Weiter im Browser'
  const form = byId('number-form')
  form.reset()
  form.onsubmit = guarded(async () => {
    await sendNumber(at, opened, fieldsOf(form).number, pairing)
    say('Bestätigt. Es geht auf der Seite weiter.')
  })
  show('back')
  // A phone opens its browser now; here the page itself is one. Into another app only the citizen leads.
  if (!app && sessionStorage.getItem('opened-by-link') === 'yes') location.assign(href)
}

/** A browser that followed a link brings it behind the fragment. */
function fromAddress() {
  const text = decodeURIComponent(location.hash.slice(1))
  if (text === '') return false
  sessionStorage.setItem('opened-by-link', 'yes')
  history.replaceState(null, '', location.pathname)
  openLink(text).catch(failed)
  return true
}

byId('link-form').addEventListener(
  'submit',
  guarded(() => {
    sessionStorage.removeItem('opened-by-link')
    return openLink(fieldsOf(byId('link-form')).link)
  }),
)
for (const button of document.querySelectorAll('[data-home]')) button.addEventListener('click', guarded(home))
window.addEventListener('hashchange', fromAddress)
if (!fromAddress()) home().catch(failed)
