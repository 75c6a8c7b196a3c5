/** Namespaces and fixed values of the eID interface (TR-03130-1 §3). */
export const EID_NS = 'http://bsi.bund.de/eID/'
export const DSS_NS = 'urn:oasis:names:tc:dss:1.0:core:schema'

export const RESULT_OK = 'http://www.bsi.bund.de/ecard/api/1.1/resultmajor#ok'

/** The prefix of the eID server's ResultMinor codes (TR-03130-1 §3.4.1). */
export const MINOR_BASE = 'http://www.bsi.bund.de/eid/server/2.0/resultminor/'
