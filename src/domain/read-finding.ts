import type { FindingSeverity } from './finding.js'
import type { Instant } from './instant.js'

type Nothing = Record<string, never>

/**
 * Members of a document that are told one by one, services as well as refused ones: a hostile file has hundreds of thousands,
 * and nobody reads them.
 */
export const MOST_TOLD = 100

/** Why citizens and their data are sent to no such address. */
export type EndpointFaultCode = 'characters' | 'form' | 'user' | 'fragment' | 'https' | 'loopback'

/** Where an endpoint that is left out stands in the metadata. */
export interface LeftOut {
  readonly element: 'AssertionConsumerService' | 'SingleLogoutService' | 'SingleSignOnService'
  /** The index of a consumer, the binding of the others; empty where it has none. */
  readonly which: string
  /** The index that takes its place, where it was the default. */
  readonly fallback: number | null
}

/**
 * What reading metadata of a service tells beside its values, by code: the service can be registered all the same.
 * `descriptor` counts the KeyDescriptors of its role from 1.
 */
export interface ReadFindingData {
  'read-endpoint': LeftOut & { readonly location: string; readonly fault: EndpointFaultCode }
  'read-binding': LeftOut & { readonly binding: string }
  'read-key-chain': { descriptor: number; count: number }
  'read-key-left-out': { descriptor: number }
  'read-key-short': { descriptor: number; bits: number }
  'read-certificate-expired': { descriptor: number; notAfter: Instant }
  'read-key-encryption': { descriptor: number }
  'read-encryption-impossible': Nothing
  'read-encryption-weak': { descriptor: number; hasCbc: boolean }
  'read-key-transport': { descriptor: number }
  'read-signature-algorithms': Nothing
  'read-digest-algorithms': Nothing
  'read-sha1': Nothing
  'read-logo': { url: string }
  'read-link': { element: 'PrivacyStatementURL' | 'InformationURL' | 'errorURL'; link: string }
}

/** The stable name that operators see and search for, and how much it matters. */
export interface FindingKind {
  readonly rule: string
  readonly severity: FindingSeverity
}

const info = (rule: string): FindingKind => ({ rule, severity: 'info' })
const warning = (rule: string): FindingKind => ({ rule, severity: 'warning' })

export const READ_FINDINGS: Readonly<Record<keyof ReadFindingData, FindingKind>> = {
  'read-endpoint': warning('metadata-endpoint'),
  'read-binding': info('metadata-binding'),
  'read-key-chain': info('metadata-key-chain'),
  'read-key-left-out': warning('metadata-key-left-out'),
  'read-key-short': warning('metadata-key-short'),
  'read-certificate-expired': warning('metadata-certificate-expired'),
  'read-key-encryption': warning('metadata-key-encryption'),
  'read-encryption-impossible': { rule: 'metadata-encryption-impossible', severity: 'error' },
  'read-encryption-weak': warning('metadata-encryption-weak'),
  'read-key-transport': warning('metadata-key-transport'),
  'read-signature-algorithms': warning('metadata-signature-algorithms'),
  'read-digest-algorithms': warning('metadata-digest-algorithms'),
  'read-sha1': warning('metadata-sha1'),
  'read-logo': info('metadata-logo'),
  'read-link': info('metadata-link'),
}

export interface ReadFindingOf<Code extends keyof ReadFindingData> extends FindingKind {
  readonly code: Code
  readonly data: Readonly<ReadFindingData[Code]>
}

export type ReadFinding = { [Code in keyof ReadFindingData]: ReadFindingOf<Code> }[keyof ReadFindingData]

/** A finding of the reader with its rule and how much it matters. */
export const readFinding = <Code extends keyof ReadFindingData>(
  code: Code,
  data: Readonly<ReadFindingData[Code]>,
): ReadFindingOf<Code> => ({ code, data, ...READ_FINDINGS[code] })
