import type { Service } from '../../domain/service.js'
import type { Source } from '../../domain/source.js'
import { finding, type ServiceFinding } from '../findings.js'

/** What the operator has to know of a source: that its last document was not taken, and why. */
export function sourceFindings({ url, state: { trouble, succeededAt } }: Source): readonly ServiceFinding[] {
  if (trouble === null) return []
  const { rule, message, since, leaving } = trouble
  return [
    leaving === null
      ? finding('refresh-failing', { url, rule, message, since, succeededAt })
      : finding('refresh-held', { url, ...leaving, since }),
  ]
}

/** The same for one of the services that it feeds. */
export function refreshFindings(service: Service, source: Source | null): readonly ServiceFinding[] {
  const left = service.source.left === true && !service.active ? [finding('metadata-left', {})] : []
  if (source === null) return left
  const refused = source.state.refused.filter(({ entityId }) => entityId === service.entityId)
  return [
    ...left,
    ...sourceFindings(source),
    ...refused.map(({ rule, message }) => finding('refresh-refused', { url: source.url, rule, message })),
  ]
}
