import { logoPath, type LogoRecord } from '../../domain/logo.js'
import type { ServiceMetadata } from '../../domain/service.js'
import type { Source } from '../../domain/source.js'
import type { ListedService, ServiceView } from '../../operators/services/service-view.js'
import { dayOf, timeOf } from '../days.js'
import { findingLine } from './service-sentences.js'

const warningsOf = ({ service, findings }: ListedService): readonly string[] =>
  findings.map((found) => findingLine(found, service.entityId))

/** CONTRACT: sp list --json, of one service. */
export const listedDocument = (listed: ListedService) => {
  const { entityId, settings, tenant, active, metadata } = listed.service
  return {
    entityId,
    displayName: listed.displayName,
    trustLevel: settings.trustLevel,
    tenant,
    active,
    weakAlgorithms: settings.weakAlgorithms,
    weakAlgorithmsUntil: settings.weakAlgorithmsUntil,
    validUntil: timeOf(metadata.validUntil),
    warnings: warningsOf(listed),
  }
}

/** A listed service as a row, with a line for each warning. */
export function listedLines(listed: ListedService): readonly string[] {
  const { entityId, settings, tenant, active, metadata } = listed.service
  const { weakAlgorithms, weakAlgorithmsUntil, trustLevel } = settings
  const isWeak = weakAlgorithms.length > 0
  const weak = isWeak
    ? [
        `weak algorithms ${weakAlgorithmsUntil === null ? 'without an end' : `until ${weakAlgorithmsUntil}`}: ${weakAlgorithms.join(', ')}`,
      ]
    : []
  const end = metadata.validUntil === null ? [] : [`metadata valid until ${dayOf(metadata.validUntil)}`]
  const state = active ? 'active' : 'disabled'
  const columns = [entityId, trustLevel, state, tenant ?? '-', listed.displayName, ...weak, ...end]
  return [columns.join('  '), ...warningsOf(listed).map((warning) => `  warning: ${warning}`)]
}

/**
 * CONTRACT: sp show --json. It holds the keys of `sp set` with the values that hold now, which of them the operator set
 * (`overrides`), and what the metadata say.
 */
export function serviceDocument(view: ServiceView, fed: Source | null, logo: LogoRecord | null) {
  const { entityId, active, tenant, settings, metadata, source } = view.service
  return {
    entityId,
    active,
    ...settings,
    displayName: view.displayName,
    tenant,
    requiredAttributes: view.requiredAttributes,
    optionalAttributes: view.optionalAttributes,
    signedRequests: view.signedRequests,
    overrides: view.overrides,
    warnings: warningsOf(view),
    logo: logo && logoDocument(logo),
    metadata: {
      ...shownAsWritten(metadata),
      attributeConsumingServices: view.consumers,
      trustLevel: view.metadataLevel,
      keys: view.keys,
      validUntil: timeOf(metadata.validUntil),
    },
    source: { ...source, importedAt: timeOf(source.importedAt), refresh: fed && refreshDocument(fed) },
  }
}

/** The picture beside its name: `path` is where the broker serves it, null where there is none. */
const logoDocument = ({ digest, width, height, fault, at }: LogoRecord) => ({
  path: digest === null ? null : logoPath(digest),
  ...{ width, height, fault },
  lookedAt: timeOf(at),
})

/** How the source of a service is refreshed. */
const refreshDocument = ({ url, feeds, fetchedAt, dueAt, state }: Source) => ({
  url,
  feeds,
  fetchedAt: timeOf(fetchedAt),
  succeededAt: timeOf(state.succeededAt),
  dueAt: timeOf(dueAt),
  validUntil: timeOf(state.validUntil),
  health: state.trouble === null ? 'ok' : state.trouble.leaving === null ? 'failing' : 'held',
  failures: state.failures,
  rule: state.trouble?.rule ?? null,
})

const READ: ReadonlySet<string> = new Set(['keys', 'validUntil', 'entityAttributes', 'trustLevel'])

const shownAsWritten = (metadata: ServiceMetadata) =>
  Object.fromEntries(Object.entries(metadata).filter(([name]) => !READ.has(name)))

/** A service in full, in lines of text. */
export const serviceLines = (view: ServiceView, fed: Source | null, logo: LogoRecord | null): readonly string[] =>
  Object.entries(serviceDocument(view, fed, logo)).map(
    ([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
