import { NOT_SAID, type AuditSentences, type Side } from './audit-words.js'

/** Who asked: a service, or a child service through its portal. */
const asker = (after: Side): string =>
  after('child') === NOT_SAID ? after('service') : `${after('child')} über ${after('service')}`

/** What a test login was for. */
const tested = (portal: string, after: Side): string =>
  after('child') === NOT_SAID ? `beim Portal ${portal}` : `für den Dienst ${after('child')} beim Portal ${portal}`

/** What each action says, about whom and what. Who did it stands before it. */
export const de: AuditSentences = {
  'account.created': ({ subject, after }) =>
    `hat Konto ${subject} angelegt (${after('methods')}, ${after('proofing')})`,
  'account.deleted': ({ subject }) => `hat Konto ${subject} mit allem gelöscht, was dazu gehörte`,
  'account.signed-in': ({ subject, after }) =>
    `hat sich bei Konto ${subject} angemeldet, mit ${after('method')} auf ${after('level')}`,
  'account.completed': ({ subject, after }) => `hat ${after('attributes')} in Konto ${subject} ergänzt`,
  'account.pseudonym-imported': ({ subject, after }) =>
    `hat für Konto ${subject} die frühere Kennung im Bereich ${after('sector')} übernommen (Entwurf ${after('draft')})`,
  'account.refreshed': ({ subject, after }) =>
    `hat ${after('attributes')} in Konto ${subject} an den Ausweis angepasst`,
  'account.card-linked': ({ subject, after }) =>
    `hat einen Ausweis mit Konto ${subject} verbunden, jetzt ${after('proofing')}`,
  'account.upstream-linked': ({ subject, after }) =>
    `hat ${after('method')} mit Konto ${subject} verbunden, jetzt ${after('proofing')}`,
  'account.card-renewed': ({ subject, after }) =>
    `hat einen neuen Ausweis mit Konto ${subject} verbunden, jetzt ${after('proofing')}`,
  'account.methods-confirmed': ({ subject, after }) =>
    `hat ${after('methods')} von Konto ${subject} bestätigt, bis ${after('cap')}`,
  'account.second-factor-bound': ({ subject, after }) =>
    `hat den zweiten Faktor ${after('instance')} mit Konto ${subject} verbunden, bis ${after('cap')}`,
  'account.second-factor-removed': ({ subject, before }) =>
    `hat den zweiten Faktor ${before('instance')} von Konto ${subject} gelöst`,
  'account.recovery-codes-renewed': ({ subject, after }) =>
    `hat ${after('codes')} Wiederherstellungscodes für Konto ${subject} gemacht`,
  'account.recovery-code-used': ({ subject, after }) =>
    `hat einen Wiederherstellungscode von Konto ${subject} benutzt; ${after('left')} sind übrig`,
  'account.looked-up': ({ subject, after }) =>
    after('found') === 'true'
      ? `hat Konto ${subject} nachgesehen (${after('reason')})`
      : `hat ein Konto gesucht und keines gefunden (${after('reason')})`,
  'account.blocked': ({ subject, after }) => `hat Konto ${subject} gesperrt (${after('reason')})`,
  'account.unblocked': ({ subject, after }) => `hat Konto ${subject} entsperrt (${after('reason')})`,
  'account.sessions-ended': ({ subject, after }) =>
    `hat alle Sitzungen von Konto ${subject} beendet (${after('reason')})`,
  'account.method-blocked': ({ subject, after }) =>
    `hat ${after('method')} ${after('instance')} von Konto ${subject} gesperrt (${after('reason')})`,
  'account.method-unblocked': ({ subject, after }) =>
    `hat ${after('method')} ${after('instance')} von Konto ${subject} entsperrt (${after('reason')})`,
  'account.method-removed': ({ subject, before, after }) =>
    `hat ${before('method')} ${before('instance')} von Konto ${subject} gelöst (${after('reason')})`,
  'account.deleted-by-operator': ({ subject, after }) =>
    `hat Konto ${subject} mit allem gelöscht, was dazu gehörte (${after('reason')})`,
  'audit.shown': ({ after }) => `hat Einträge dieses Protokolls angesehen (${after('*')})`,
  'audit.exported': ({ after }) => `hat Einträge dieses Protokolls herausgegeben (${after('*')})`,
  'draft.proposed': ({ subject, after }) => `hat den Entwurf ${subject} vorgelegt: ${after('act')} ${after('of')}`,
  'draft.approved': ({ subject, before, after }) =>
    `hat den Entwurf ${subject} von ${before('author')} gebilligt: ${after('act')} ${after('of')}`,
  'draft.rejected': ({ subject, before }) => `hat den Entwurf ${subject} von ${before('author')} abgelehnt`,
  'draft.ended': ({ subject, before }) =>
    `hat den Entwurf ${subject} von ${before('author')} ohne Entscheidung enden lassen`,
  'key.generated': ({ subject, after }) => `hat den Schlüssel ${subject} erzeugt (${after('use')}, ${after('type')})`,
  'key.activated': ({ subject, after }) => `hat den Schlüssel ${subject} aktiviert (${after('use')}, ${after('type')})`,
  'key.superseded': ({ subject }) => `hat den Schlüssel ${subject} abgelöst; er bleibt angekündigt`,
  'key.retired': ({ subject }) => `hat den Schlüssel ${subject} ausgemustert`,
  'keys.rewrapped': ({ after }) => `hat ${after('keys')} gespeicherte Schlüssel mit einem anderen SECRET_KEY verpackt`,
  'login.answered': ({ subject, after }) =>
    `hat sich mit Konto ${subject} bei ${asker(after)} angemeldet, mit ${after('method')} auf ${after('level')}, erreicht ${after('reached')}; weitergegeben: ${after('attributes')}`,
  'login.aborted': ({ subject, after }) =>
    `hat die Anmeldung ${subject} bei ${asker(after)} ohne Identität beendet: ${after('reason')}`,
  'login.not-answered': ({ subject, after }) =>
    `hat für die Anmeldung ${subject} bei ${asker(after)} doch keine Antwort bekommen: ${after('reason')}`,
  'upstream.imported': ({ subject }) => `hat das andere Konto ${subject} registriert`,
  'upstream.updated': ({ subject, changed }) =>
    `hat neuere Werte des anderen Kontos ${subject} eingelesen (${changed})`,
  'upstream.set': ({ subject, changed }) => `hat beim anderen Konto ${subject} geändert: ${changed}`,
  'upstream.removed': ({ subject }) => `hat das andere Konto ${subject} entfernt`,
  'method.disabled': ({ subject }) => `hat die Anmeldeart ${subject} abgeschaltet`,
  'method.enabled': ({ subject }) => `hat die Anmeldeart ${subject} eingeschaltet`,
  'operator.created': ({ subject, after }) =>
    `hat ${after('username')} im Betrieb angelegt (${subject}, ${after('role')}, Mandant ${after('tenant')})`,
  'operator.disabled': ({ subject, after }) => `hat ${after('username')} im Betrieb gesperrt (${subject})`,
  'operator.second-factor-bound': ({ subject, after }) =>
    after('factor') === NOT_SAID
      ? `hat die Code-App von ${after('username')} eingerichtet (${subject})`
      : `hat den zweiten Faktor ${after('factor')} von ${after('username')} eingerichtet (${subject})`,
  'operator.second-factor-removed': ({ subject, before }) =>
    `hat den zweiten Faktor ${before('factor')} von ${before('username')} gelöst (${subject})`,
  'operator.second-factor-reset': ({ subject, after }) =>
    `hat die zweiten Faktoren von ${after('username')} weggenommen (${subject})`,
  'operator.password-reset': ({ subject, after }) => `hat ${after('username')} ein Einmalpasswort gegeben (${subject})`,
  'operator.password-changed': ({ subject, after }) =>
    `hat das Passwort von ${after('username')} geändert (${subject})`,
  'operator.signed-in': ({ after }) =>
    after('factor') === NOT_SAID
      ? `hat sich bei /operator als ${after('username')} angemeldet`
      : `hat sich bei /operator als ${after('username')} angemeldet, mit ${after('factor')}`,
  'operator.signed-out': ({ after }) => `hat sich bei /operator als ${after('username')} abgemeldet`,
  'pass.registered': ({ subject, after }) => `hat das Smartphone ${after('device')} für ${subject} gemeldet`,
  'pass.bound': ({ subject, after }) =>
    `hat das Smartphone ${after('device')} mit Konto ${subject} verbunden, bis ${after('cap')}`,
  'pass.pairing-failed': ({ subject, before }) =>
    `konnte das Smartphone ${before('device')} nicht mit Konto ${subject} koppeln`,
  'pass.pairing-cancelled': ({ subject, before }) =>
    `hat die Kopplung des Smartphones ${before('device')} mit Konto ${subject} beendet`,
  'pass.renamed': ({ subject, before }) => `hat das Smartphone ${before('device')} von Konto ${subject} umbenannt`,
  'pass.removed': ({ subject, before }) => `hat das Smartphone ${before('device')} von Konto ${subject} gelöst`,
  'pass.blocked': ({ subject, after }) =>
    `hat das Smartphone ${after('device')} von ${subject} gesperrt (${after('reason')})`,
  'pass.unused-forgotten': () => 'hat Smartphones vergessen, die niemand benutzt hat',
  'request.shown': ({ after }) => `hat die abgelehnte Anfrage ${after('errorId')} nachgesehen`,
  'service.imported': ({ subject }) => `hat das Portal ${subject} registriert`,
  'service.updated': ({ subject, changed }) => `hat neuere Metadaten des Portals ${subject} eingelesen (${changed})`,
  'service.set': ({ subject, changed }) => `hat ${changed} des Portals ${subject} eingestellt`,
  'service.enabled': ({ subject }) => `hat das Portal ${subject} freigegeben`,
  'service.disabled': ({ subject }) => `hat das Portal ${subject} gesperrt`,
  'service.restored': ({ subject, after }) =>
    `hat Fassung ${after('version')} des Portals ${subject} wiederhergestellt`,
  'service.removed': ({ subject }) => `hat das Portal ${subject} entfernt`,
  'source.registered': ({ after }) =>
    `lässt Metadaten ab jetzt immer wieder von ${after('url')} holen (${after('feeds')})`,
  'source.removed': ({ before }) => `lässt von ${before('url')} keine Metadaten mehr holen`,
  'service.tested': ({ subject, after }) =>
    `hat eine Testanmeldung ${tested(subject, after)} angesehen: ${after('outcome')}; Angaben: ${after('attributes')}`,
  'tenant.created': ({ subject }) => `hat den Mandanten ${subject} angelegt`,
}
