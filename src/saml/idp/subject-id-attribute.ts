import type { LoginResult } from '../../domain/ports/service-messages.js'
import type { SubjectId } from '../../domain/service.js'
import type { SubjectIds } from '../../domain/ports/subject-ids.js'
import type { WireAttribute } from './assertion.js'

const NAMES = {
  'pairwise-id': 'urn:oasis:names:tc:SAML:attribute:pairwise-id',
  'subject-id': 'urn:oasis:names:tc:SAML:attribute:subject-id',
} as const

const URI = 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri'

/**
 * The attribute that names the citizen beside the NameID, with one value (SAML V2.0 Subject Identifier Attributes Profile
 * 1.0 §3.3, §3.4): its name is that of the profile in every dialect.
 */
export const subjectIdAttribute = (
  { account }: Pick<LoginResult, 'account'>,
  subjectId: SubjectId,
  sector: string,
  subjectIds: SubjectIds,
): WireAttribute => ({
  name: NAMES[subjectId],
  nameFormat: URI,
  friendlyName: subjectId,
  value: subjectIds.of(subjectId, account, sector),
})
