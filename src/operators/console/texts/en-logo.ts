import type { LogoFault } from '../../../domain/logo.js'
import type { Sentence } from './messages.js'

const WHY: Readonly<Record<LogoFault, string>> = {
  url: 'the address is none that can be called.',
  address: 'the address leads to a network that we do not call.',
  name: 'the host of its address does not exist.',
  redirect: 'the address leads elsewhere.',
  size: 'it is larger than 100 KiB.',
  time: 'the server did not answer in time.',
  failed: 'the server could not be reached.',
  status: 'the server did not give it. Redirects are not followed.',
  data: 'it is not in base64.',
  type: 'it is no PNG, JPEG or WebP.',
  moves: 'it moves.',
  pixels: 'it measures more than 1000 pixels.',
}

/** Why there is no picture, in English. */
export const logoSentence = ({ fault, isKept }: { fault: LogoFault; isKept: boolean }): Sentence => ({
  message: `The logo is missing: ${WHY[fault]}${isKept ? ' The one of before stays.' : ''}`,
  cure: 'Logins work without it. We try again, after a day at most.',
})
