import { quoted } from '../../../ui/texts/en.js'
import type { TrialTexts } from './trial-messages.js'

/** English texts of the test login. */
export const trialEn: TrialTexts = {
  button: 'Test login',
  hint: 'Shows what this portal would get now of an invented test person. The portal learns nothing of it.',
  notYours: 'A test login is made by whoever looks after this service. You may only read here.',
  title: (name) => `Test login at ${quoted(name)}`,
  nothingSent: 'The test person is invented. Nothing was sent. The audit log says that you looked here.',
  answered: 'The login succeeds',
  noAnswer: 'The login does not succeed',
  ends: {
    'level-not-offered': 'None of the allowed ways to log in reaches the level.',
    'attribute-missing': 'Required data is not to be had at this level. See below which.',
    'saml-service-disabled': 'The portal is disabled.',
    'saml-metadata-ended': 'The metadata of the portal have ended. Import newer ones.',
    'saml-acs': 'The metadata name no address to return to by POST.',
    'request-unsupported': 'The answer is to be encrypted, but the metadata have no RSA key for that. See “encrypt”.',
    'invalid-name-id-policy': 'The portal wants an e-mail address as NameID and gets none. See “nameIdFormat”.',
    'no-authn-context': 'The dialect of the portal has no word for this level.',
  },
  fields: {
    level: 'Level',
    needed: 'Needed',
    method: 'Logged in with',
    destination: 'Would go to',
    nameId: 'NameID',
    classRef: 'Word for the level',
    signed: 'Signed',
    encrypted: 'Encrypted',
  },
  signedWith: (parts, algorithm, digest, key) => `${parts}: ${algorithm}, ${digest}, key ${key}`,
  notEncrypted: 'no',
  released: 'This data leaves',
  noneReleased: 'No data about the person.',
  required: 'required',
  optional: 'optional',
  origin: (origin) =>
    origin === 'eid' ? 'from the ID card' : origin === 'self-declared' ? 'entered by the person' : 'from elsewhere',
  level: (level) => `level ${level}`,
  withheld: 'This data stays here',
  reasons: {
    pseudonymous: 'The portal gets a pseudonym only.',
    'not-in-settings': 'The settings of the portal leave it out.',
    unknown: 'We know no data of this name.',
    'not-held': 'Nobody can give this data here.',
    'level-too-low': 'People enter this themselves. That is not enough for the level needed.',
  },
  assertion: 'The assertion, before it is encrypted',
  response: 'The response, as it would go out',
  again: 'Once more',
  back: 'Back to the portal',
}
