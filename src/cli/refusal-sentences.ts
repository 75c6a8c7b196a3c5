import type { PerCode, RefusalData, RefusalOf } from '../operators/findings.js'
import { ACCOUNT_REFUSALS } from './account/account-refusals.js'
import { OPERATOR_REFUSALS } from './operator/operator-refusals.js'
import { HOTLINE_REFUSALS } from './account/hotline-refusals.js'
import { METHOD_REFUSALS } from './method/method-refusals.js'
import { AUDIT_REFUSALS } from './audit/audit-refusals.js'
import { DRAFT_REFUSALS } from './draft/draft-refusals.js'
import { PSEUDONYM_REFUSALS } from './pseudonym/pseudonym-refusals.js'
import { REQUEST_REFUSALS } from './request/request-refusals.js'
import { KEY_REFUSALS } from './keys/key-sentences.js'
import { UPSTREAM_REFUSALS } from './upstream/upstream-sentences.js'
import { SERVICE_REFUSALS } from './sp/service-sentences.js'

/** One line for each refusal: what, where, and what to do. */
const SENTENCES: PerCode<RefusalData, string> = {
  ...SERVICE_REFUSALS,
  ...KEY_REFUSALS,
  ...DRAFT_REFUSALS,
  ...PSEUDONYM_REFUSALS,
  ...ACCOUNT_REFUSALS,
  ...OPERATOR_REFUSALS,
  ...AUDIT_REFUSALS,
  ...REQUEST_REFUSALS,
  ...HOTLINE_REFUSALS,
  ...METHOD_REFUSALS,
  ...UPSTREAM_REFUSALS,
}

/** A refusal in the words of the command line. */
export const refusalSentence = <Code extends keyof RefusalData>({ code, data }: RefusalOf<Code>): string =>
  SENTENCES[code](data)
