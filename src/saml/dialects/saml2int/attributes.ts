import type { AttributeName } from '../../../domain/identity.js'

/**
 * The wire names of the `saml2int` dialect, NameFormat `uri` (CONTRACT: An SP as imported). This one table serves
 * requests, metadata and assertions.
 */
export const SAML2INT_ATTRIBUTES: Readonly<Record<AttributeName | 'trustLevel' | 'method', string>> = {
  givenName: 'urn:oid:2.5.4.42',
  familyName: 'urn:oid:2.5.4.4',
  birthName: 'urn:oid:1.2.40.0.10.2.1.1.225566',
  academicTitle: 'urn:oid:0.9.2342.19200300.100.1.40',
  birthDate: 'urn:oid:1.2.40.0.10.2.1.1.55',
  placeOfBirth: 'urn:oid:1.3.6.1.5.5.7.9.2',
  gender: 'urn:oid:1.3.6.1.4.1.33592.1.3.5',
  nationality: 'urn:oid:1.2.40.0.10.2.1.1.225577',
  documentType: 'urn:oid:1.2.40.0.10.2.1.1.552255',
  street: 'urn:oid:2.5.4.16',
  postalCode: 'urn:oid:2.5.4.17',
  locality: 'urn:oid:2.5.4.7',
  country: 'urn:oid:1.2.40.0.10.2.1.1.225599',
  email: 'urn:oid:0.9.2342.19200300.100.1.3',
  phone: 'urn:oid:2.5.4.20',
  deMail: 'urn:oid:1.3.6.1.4.1.55605.70737875.1.1.1.7.1',
  trustLevel: 'urn:oid:1.2.40.0.10.2.1.1.261.94',
  method: 'urn:oid:1.3.6.1.4.1.25484.494450.2',
}
