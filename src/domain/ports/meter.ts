/** What is counted for operators; labels hold no person and no unknown service. */
export interface Meter {
  /** One request of HTTP; `route` is the pattern, not the path. */
  request(route: string, method: string, status: number, seconds: number): void
  /** One login that ended: `answered` with its method and level, or the error code it was aborted with. */
  loginEnded(result: string, method: string | null, level: string | null): void
  /** One message with a weak algorithm that an operator's exception permitted. */
  weakAlgorithm(algorithm: string): void
  /** One wish for a session at the eID server: `opened`, or which limit it met. */
  eidSession(outcome: 'opened' | 'address-full' | 'all-full'): void
}
