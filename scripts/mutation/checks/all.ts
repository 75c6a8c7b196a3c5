import type { Check } from '../check.js'
import { ADMISSION_CHECKS } from './admission.js'
import { AKDB_CHECKS } from './akdb.js'
import { ALGORITHM_CHECKS } from './algorithms.js'
import { ARTIFACT_CHECKS } from './artifacts.js'
import { AUDIT_CHECKS } from './audit.js'
import { BEGINNING_CHECKS } from './beginnings.js'
import { EID_CHECKS } from './eid.js'
import { EID_VISIT_CHECKS } from './eid-visits.js'
import { AT_ONCE_CHECKS } from './at-once.js'
import { FLOW_CHECKS } from './flow.js'
import { FORGOTTEN_PASSWORD_CHECKS } from './forgotten-passwords.js'
import { HSM_CHECKS } from './hsm.js'
import { LEVEL_CHECKS } from './levels.js'
import { LOGO_CHECKS } from './logos.js'
import { MESSAGE_CHECKS } from './messages.js'
import { METADATA_CHECKS } from './metadata.js'
import { OIDC_CHECKS } from './oidc.js'
import { OPERATIONS_CHECKS } from './operations.js'
import { OPERATOR_CHECKS } from './operators.js'
import { OUTGOING_CHECKS } from './outgoing.js'
import { OVER_TIME_CHECKS } from './over-time.js'
import { OVERSIGHT_CHECKS } from './oversight.js'
import { PSEUDONYM_CHECKS } from './pseudonyms.js'
import { PASS_CHECKS } from './pass.js'
import { UNLINKED_IDENTITY_CHECKS } from './unlinked-identity.js'
import { REFUSED_REQUEST_CHECKS } from './refused-requests.js'
import { REQUESTER_CHECKS } from './requesters.js'
import { REQUEST_CHECKS } from './requests.js'
import { SAML2INT_CHECKS } from './saml2int.js'
import { SECOND_FACTOR_CHECKS } from './second-factors.js'
import { OTHER_ACCOUNT_CHECKS } from './other-accounts.js'
import { SECRET_CHECKS } from './secrets.js'
import { SIGNATURE_CHECKS } from './signatures.js'
import { LOGOUT_CHECKS } from './logout.js'
import { SOURCE_CHECKS } from './sources.js'
import { STORE_CHECKS } from './stores.js'
import { UPSTREAM_REGISTRY_CHECKS } from './upstream-registry.js'
import { UPSTREAM_CHECKS } from './upstreams.js'
import { WEB_CHECKS } from './web.js'

/** Every check of the gate, in the order in which a request meets them. */
export const CHECKS: readonly Check[] = [
  ...MESSAGE_CHECKS,
  ...SIGNATURE_CHECKS,
  ...ALGORITHM_CHECKS,
  ...REQUEST_CHECKS,
  ...REQUESTER_CHECKS,
  ...SAML2INT_CHECKS,
  ...AKDB_CHECKS,
  ...UPSTREAM_CHECKS,
  ...FLOW_CHECKS,
  ...AT_ONCE_CHECKS,
  ...STORE_CHECKS,
  ...BEGINNING_CHECKS,
  ...LEVEL_CHECKS,
  ...UNLINKED_IDENTITY_CHECKS,
  ...OTHER_ACCOUNT_CHECKS,
  ...OVER_TIME_CHECKS,
  ...EID_CHECKS,
  ...EID_VISIT_CHECKS,
  ...OIDC_CHECKS,
  ...PASS_CHECKS,
  ...OPERATOR_CHECKS,
  ...FORGOTTEN_PASSWORD_CHECKS,
  ...PSEUDONYM_CHECKS,
  ...REFUSED_REQUEST_CHECKS,
  ...OVERSIGHT_CHECKS,
  ...WEB_CHECKS,
  ...ADMISSION_CHECKS,
  ...SECOND_FACTOR_CHECKS,
  ...SECRET_CHECKS,
  ...HSM_CHECKS,
  ...METADATA_CHECKS,
  ...LOGOUT_CHECKS,
  ...ARTIFACT_CHECKS,
  ...SOURCE_CHECKS,
  ...UPSTREAM_REGISTRY_CHECKS,
  ...LOGO_CHECKS,
  ...OUTGOING_CHECKS,
  ...OPERATIONS_CHECKS,
  ...AUDIT_CHECKS,
]
