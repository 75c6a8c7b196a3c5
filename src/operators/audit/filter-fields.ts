/** What a look-up may ask for, as it is given. */
export type AuditFilterField = 'since' | 'until' | 'actor' | 'service' | 'action' | 'subject' | 'errorId'
