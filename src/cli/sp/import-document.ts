import type { Finding } from '../../domain/finding.js'
import type { ImportedService, ImportResult } from '../../operators/services/import-services.js'
import type { AllRefused } from '../../operators/services/nothing-imported.js'
import { refusalSentence } from '../refusal-sentences.js'
import { changeLines } from './change-lines.js'
import { findingDocument } from './service-sentences.js'

const refusedIn = ({ unread, refused }: Pick<AllRefused, 'unread' | 'refused'>) => [
  ...unread.map(({ entityId, rule, message }) => ({ entityId, rule, message })),
  ...refused.map(({ entityId, refusal }) => ({ entityId, rule: refusal.rule, message: refusalSentence(refusal) })),
]

const findingsOf = ({ service, findings }: ImportedService): readonly Finding[] =>
  findings.map((found) => findingDocument(found, service.entityId))

const linesOfChanges = ({ changes, kind }: ImportedService): readonly string[] =>
  changeLines(changes, { isNew: kind === 'registered' })

/** Whether fingerprints are shown: if nobody signed the document, the operator has to compare them. */
interface Told {
  readonly showFingerprint: boolean
  /** Whether the address is fetched again from now on. */
  readonly isRefreshed: boolean
}

/** CONTRACT: sp import --json. It holds fingerprints only if they have to be compared. */
export function importDocument(result: ImportResult, { showFingerprint }: Pick<Told, 'showFingerprint'>): object {
  const { dryRun, document } = result
  const [services, refused] = [result.services.map(serviceDocument), refusedIn(result)]
  if (!showFingerprint) return { dryRun, services, refused }
  const compared = services.map((each, index) => ({ ...each, signingKeys: result.services[index]?.signingKeys }))
  return { dryRun, services: compared, refused, document }
}

const serviceDocument = (imported: ImportedService) => ({
  entityId: imported.service.entityId,
  kind: imported.kind,
  trustLevel: imported.service.settings.trustLevel,
  changes: linesOfChanges(imported),
  findings: findingsOf(imported),
})

/** The result of an import in lines of text. */
export function importLines(result: ImportResult, told: Told): readonly string[] {
  return [
    ...result.services.flatMap((service) => serviceLines(service, result.dryRun, told)),
    ...refusedIn(result).map(({ message }) => `refused: ${message}`),
    ...(told.showFingerprint ? [`fingerprint of the document: SHA-256 ${result.document}`] : []),
    ...(told.isRefreshed && !result.dryRun ? ['its address is fetched again from now on'] : []),
    ...(result.dryRun ? ['nothing was changed (dry run)'] : []),
  ]
}

function serviceLines(imported: ImportedService, dryRun: boolean, { showFingerprint }: Told): readonly string[] {
  const { kind, service, signingKeys } = imported
  const said = dryRun && kind !== 'unchanged' ? `would be ${kind}` : kind
  return [
    `${said} ${service.entityId} ${service.settings.trustLevel}`,
    ...linesOfChanges(imported).map((change) => `  ${change}`),
    // The line above names the service already.
    ...findingsOf(imported).map(
      ({ severity, message, cure }) => `  ${severity}: ${message.replace(`${service.entityId}: `, '')}; ${cure}`,
    ),
    ...(showFingerprint ? signingKeys.map((key) => `  fingerprint of its signing key: SHA-256 ${key}`) : []),
  ]
}

/** An import that left no service: the line tells the first refusal, the document each by its own rule. */
export function nothingImported(all: AllRefused): { readonly line: string; readonly document: object } {
  const refused = refusedIn(all)
  const others = refused.length - 1
  const line = `${refused[0]?.message ?? ''}${others > 0 ? ` (and ${others} more refused)` : ''}`
  return { line, document: { dryRun: all.dryRun, services: [], refused } }
}
