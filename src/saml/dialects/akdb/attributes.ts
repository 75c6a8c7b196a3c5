import type { AttributeName } from '../../../domain/identity.js'
import { SAML2INT_ATTRIBUTES } from '../saml2int/attributes.js'

/**
 * The wire names of the `akdb` dialect (BundID interface description §6.1, §6.2). The broker's own names for saml2int
 * were taken from there, so they are the same ones: whoever changes one of them has to say here what BundID calls it.
 */
export const AKDB_ATTRIBUTES: Readonly<Record<AttributeName | 'trustLevel' | 'method', string>> = {
  ...SAML2INT_ATTRIBUTES,
}

/** What the answers call them beside their names; portals read the names alone (§6). */
export const AKDB_FRIENDLY_NAMES: Readonly<Record<AttributeName | 'trustLevel', string>> = {
  givenName: 'givenName',
  familyName: 'surname',
  birthName: 'birthName',
  academicTitle: 'personalTitle',
  birthDate: 'birthdate',
  placeOfBirth: 'placeOfBirth',
  gender: 'gender',
  nationality: 'nationality',
  documentType: 'documentType',
  street: 'postalAddress',
  postalCode: 'postalCode',
  locality: 'localityName',
  country: 'country',
  email: 'mail',
  phone: 'telephoneNumber',
  deMail: 'DeMail',
  trustLevel: 'EID-CITIZEN-QAA-LEVEL',
}

/** What is said of the login itself and is no attribute of a citizen, by FriendlyName. */
export const AKDB_ADDED = {
  bPK2: 'urn:oid:1.3.6.1.4.1.25484.494450.3',
  Version: 'urn:oid:1.3.6.1.4.1.25484.494450.1',
  AssertionProvedBy: AKDB_ATTRIBUTES.method,
  mfa: 'urn:oid:1.3.6.1.4.1.25484.494450.7',
} as const
