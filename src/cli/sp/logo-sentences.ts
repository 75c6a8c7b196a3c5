import type { LogoFault } from '../../domain/logo.js'
import { LARGEST_LOGO, MOST_LOGO_PIXELS } from '../../domain/logo.js'
import type { Sentence } from './sentence.js'

const WHY: Readonly<Record<LogoFault, string>> = {
  url: 'its address is none that may be called',
  address: 'its address leads where the broker calls nothing',
  name: 'its host is not known',
  redirect: 'its address leads elsewhere',
  size: `it is larger than ${LARGEST_LOGO / 1024} KiB`,
  time: 'its server did not answer in time',
  failed: 'its server was not reached',
  status: 'its server did not give it (redirects are not followed)',
  data: 'it is not written in base64',
  type: 'it is no PNG, JPEG or WebP',
  moves: 'it moves',
  pixels: `it measures more than ${MOST_LOGO_PIXELS} pixels`,
}

/** Why there is no picture, or no newer one. */
export const logoSentence = ({ fault, isKept }: { fault: LogoFault; isKept: boolean }): Sentence => ({
  message: `its logo was not fetched: ${WHY[fault]}${isKept ? '; the one of before is shown' : ''}`,
  cure: 'the service works without; it is tried again, at most a day later',
})
