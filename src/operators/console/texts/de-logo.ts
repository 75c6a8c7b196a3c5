import type { LogoFault } from '../../../domain/logo.js'
import type { Sentence } from './messages.js'

const WHY: Readonly<Record<LogoFault, string>> = {
  url: 'Die Adresse ist keine, die man aufrufen kann.',
  address: 'Die Adresse führt in ein Netz, das wir nicht aufrufen.',
  name: 'Den Rechner der Adresse gibt es nicht.',
  redirect: 'Die Adresse führt woanders hin.',
  size: 'Es ist größer als 100 KiB.',
  time: 'Der Server hat nicht rechtzeitig geantwortet.',
  failed: 'Der Server war nicht zu erreichen.',
  status: 'Der Server hat es nicht gegeben. Umleitungen folgen wir nicht.',
  data: 'Es steht nicht in Base64.',
  type: 'Es ist kein PNG, JPEG oder WebP.',
  moves: 'Es bewegt sich.',
  pixels: 'Es misst mehr als 1000 Pixel.',
}

/** Why there is no picture, in German. */
export const logoSentence = ({ fault, isKept }: { fault: LogoFault; isKept: boolean }): Sentence => ({
  message: `Das Logo fehlt. ${WHY[fault]}${isKept ? ' Das bisherige bleibt.' : ''}`,
  cure: 'Die Anmeldung geht ohne. Wir versuchen es wieder, spätestens nach einem Tag.',
})
