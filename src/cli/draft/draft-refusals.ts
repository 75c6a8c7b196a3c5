import type { PerCode, RefusalData } from '../../operators/findings.js'

/** Why a change that waits is not made, or not refused. */
export const DRAFT_REFUSALS = {
  'draft-unknown': ({ draft }) => `There is no draft ${JSON.stringify(draft)}; see: servicekonto draft list`,
  'draft-own': ({ draft }) => `Draft ${draft} is your own: somebody else has to approve it; you may reject it`,
  'draft-decided': ({ draft }) => `Draft ${draft} is decided already; see: servicekonto draft show ${draft}`,
  'draft-ended': ({ draft }) => `The time for draft ${draft} is over; make the change again`,
  'draft-author': ({ draft, author }) =>
    `${author}, who proposed draft ${draft}, may not do so any more; reject it, or make the change yourself`,
  'draft-moved': ({ draft, subject }) =>
    `Something has changed since draft ${draft} was made (${subject}); make the change again`,
  'draft-changed': ({ draft }) => `Draft ${draft} is not what was shown; see: servicekonto draft show ${draft}`,
} satisfies Partial<PerCode<RefusalData, string>>
