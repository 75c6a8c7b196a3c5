import type { Scope } from '../../ui/page.js'
import type {
  FindingOf,
  KeyFinding,
  KeyFindingData,
  RefusalData,
  RefusalOf,
  ServiceFinding,
  ServiceFindingData,
  UpstreamFinding,
} from '../findings.js'
import type { AllUpstreamFindingData } from '../upstreams/upstream-findings.js'
import type { FindingLine } from './pages/components/finding-list.js'
import type { ConsoleTexts, Sentence } from './texts/messages.js'
import { consoleTexts } from './texts/texts.js'

type Spoken = Pick<Scope, 'language'>

/** A finding in the words of the console. */
export const findingLine = (found: ServiceFinding, scope: Spoken): FindingLine => ({
  rule: found.rule,
  severity: found.severity,
  ...sentence(found, scope),
})

const sentence = <Code extends keyof ServiceFindingData>(
  { code, data }: FindingOf<Code>,
  { language }: Spoken,
): Sentence => consoleTexts(language).findings[code](data)

/** A finding about another account in the words of the console. */
export const upstreamFindingLine = (found: UpstreamFinding, scope: Spoken): FindingLine => ({
  rule: found.rule,
  severity: found.severity,
  ...upstreamSentence(found, scope),
})

function upstreamSentence<Code extends keyof AllUpstreamFindingData>(
  { code, data }: FindingOf<Code>,
  { language }: Spoken,
): Sentence {
  const { findings, upstreams } = consoleTexts(language)
  const sentences: {
    readonly [Each in keyof AllUpstreamFindingData]: (data: Readonly<AllUpstreamFindingData[Each]>) => Sentence
  } = {
    ...findings,
    ...upstreams.sentences,
  }
  return sentences[code](data)
}

/** A finding about a key in the words of the console. */
export const keyFindingText = (found: KeyFinding, { language }: Spoken): string =>
  keySentence(found, consoleTexts(language))

const keySentence = <Code extends keyof KeyFindingData>(
  { code, data }: FindingOf<Code>,
  { keys }: ConsoleTexts,
): string => keys.findings[code](data)

/** A refusal in the words of the console. */
export const refusalText = <Code extends keyof RefusalData>(
  { code, data }: RefusalOf<Code>,
  { language }: Spoken,
): string => consoleTexts(language).refusals[code](data)
