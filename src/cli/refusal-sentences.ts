import type { PerCode, RefusalData, RefusalOf } from '../operators/findings.js'
import { ACCOUNT_REFUSALS } from './account/account-refusals.js'
import { KEY_REFUSALS } from './keys/key-sentences.js'
import { SERVICE_REFUSALS } from './sp/service-sentences.js'

/** One line for each refusal: what, where, and what to do. */
const SENTENCES: PerCode<RefusalData, string> = {
  ...SERVICE_REFUSALS,
  ...KEY_REFUSALS,
  ...ACCOUNT_REFUSALS,
}

/** A refusal in the words of the command line. */
export const refusalSentence = <Code extends keyof RefusalData>({ code, data }: RefusalOf<Code>): string =>
  SENTENCES[code](data)
