import { OLDEST_REQUEST, REQUEST_AHEAD } from '../../domain/request-age.js'
import { minutes } from '../../domain/instant.js'
import type { RequestRuleTexts } from './rule-texts.js'

/** German words for the checks of a request. */
export const requestRulesDe: RequestRuleTexts = {
  rules: {
    binding: {
      title: 'Übertragung',
      demands: 'SAMLRequest kommt einmal, in Base64, höchstens 128 KiB groß.',
      cure: 'Senden Sie SAMLRequest wie in den SAML-Bindings: bei Redirect mit DEFLATE, jeden Parameter einmal.',
    },
    xml: {
      title: 'XML',
      demands: 'Die Nachricht ist wohlgeformtes XML, ohne DOCTYPE, Kommentare und CDATA.',
      cure: 'Sehen Sie an der genannten Stelle nach, was Ihr Programm schreibt.',
    },
    schema: {
      title: 'Schema',
      demands: 'Die Nachricht folgt dem Schema von SAML 2.0.',
      cure: 'Berichtigen Sie das genannte Element oder Attribut.',
    },
    ids: {
      title: 'IDs',
      demands: 'Jede ID steht in der Nachricht nur einmal.',
      cure: 'Geben Sie jedem Element eine eigene ID.',
    },
    head: {
      title: 'Kopf',
      demands: 'Es ist ein AuthnRequest, Version 2.0, mit ID und Issuer.',
      cure: 'Prüfen Sie Version, ID und Issuer. Antworten und Abmeldungen gehören nicht hierher.',
    },
    registered: {
      title: 'Portal',
      demands: 'Zum Issuer gibt es Metadaten mit genau dieser entityID.',
      cure: 'Vergleichen Sie Issuer und entityID Zeichen für Zeichen. Stimmen sie, fehlen die Metadaten noch.',
    },
    signature: {
      title: 'Signatur',
      demands: 'Ist eine Signatur da oder verlangt, passt sie zu einem Schlüssel der Metadaten.',
      cure: 'Prüfen Sie Schlüssel und Verfahren. Neue Schlüssel gehören zuerst in die Metadaten.',
    },
    active: {
      title: 'Freigabe',
      demands: 'Das Portal ist freigegeben.',
      cure: 'Der Betrieb des Servicekontos kann das Portal freigeben.',
    },
    destination: {
      title: 'Destination',
      demands: 'Destination ist genau unsere Adresse. In signierten Anfragen steht sie immer.',
      cure: 'Nehmen Sie die Adresse aus den Metadaten des Servicekontos, Zeichen für Zeichen.',
    },
    acs: {
      title: 'Rückkehradresse',
      demands: 'Der AssertionConsumerService steht so in den Metadaten, mit HTTP-POST.',
      cure: 'Nehmen Sie die Adresse in die Metadaten auf, oder nennen Sie eine daraus.',
    },
    time: {
      title: 'Zeitpunkt',
      demands: `IssueInstant ist in UTC, höchstens ${OLDEST_REQUEST / minutes(1)} Minuten alt und ${REQUEST_AHEAD / minutes(1)} voraus.`,
      cure: 'Stellen Sie die Uhr Ihres Servers mit NTP. Eine alte Anfrage gilt nicht mehr.',
    },
    subject: {
      title: 'Subject',
      demands: 'Subject fehlt, oder es enthält genau eine NameID.',
      cure: 'Lassen Sie Subject weg, oder nennen Sie darin nur eine NameID.',
    },
    'name-id': {
      title: 'NameIDPolicy',
      demands: 'Das verlangte Format der NameID kann das Portal bekommen.',
      cure: 'Verlangen Sie persistent oder transient. Eine E-Mail-Adresse muss in den Metadaten stehen.',
    },
    extension: {
      title: 'Erweiterung von BundID',
      demands: 'Die Erweiterung ist gebaut wie beschrieben, und was sie verlangt, gibt es hier.',
      cure: 'Vergleichen Sie die Erweiterung mit dem Leitfaden für BundID-fähige Portale.',
    },
    attributes: {
      title: 'Attribute',
      demands: 'Der AttributeConsumingServiceIndex steht in den Metadaten.',
      cure: 'Nennen Sie einen Index aus Ihren Metadaten, oder lassen Sie ihn weg.',
    },
    'authn-context': {
      title: 'RequestedAuthnContext',
      demands: 'Mindestens eine der genannten Klassen ist bekannt.',
      cure: 'Nennen Sie eine Klasse aus dem Leitfaden, zum Beispiel http://eidas.europa.eu/LoA/substantial.',
    },
    scoping: {
      title: 'Scoping',
      demands: 'Eine IDPList nennt das Servicekonto.',
      cure: 'Lassen Sie Scoping weg, oder nehmen Sie unsere entityID in die Liste auf.',
    },
    requester: {
      title: 'RequesterID',
      demands: 'Ein Portal mit eigenen Diensten nennt höchstens einen davon.',
      cure: 'Nennen Sie eine entityID, die der Betrieb bei Ihrem Portal eingetragen hat.',
    },
    encryption: {
      title: 'Verschlüsselung',
      demands: 'Werden verschlüsselte Antworten verlangt, gibt es dafür einen Schlüssel.',
      cure: 'Nehmen Sie einen Schlüssel zum Verschlüsseln in die Metadaten auf.',
    },
    unused: {
      title: 'Einmaligkeit',
      demands: 'Die ID der Anfrage wurde noch nicht benutzt.',
      cure: 'Meist war es ein Lesezeichen oder der Zurück-Knopf. Sonst braucht jede Anfrage eine neue ID.',
    },
  },
  went: { passed: 'erfüllt', failed: 'verletzt', open: 'offen' },
  demanded: 'Verlangt ist:',
  place: 'Stelle:',
  bindings: { redirect: 'HTTP-Redirect', post: 'HTTP-POST' },
  senders: {
    signed: 'Die Signatur passt zu einem Schlüssel des Portals.',
    registered: 'Die Anfrage ist nicht signiert, und das Portal muss es nicht. Jede Person kann sie so senden.',
    claimed: 'Wer sie gesendet hat, ist nicht nachgewiesen.',
  },
  xmlTitle: 'Die Anfrage im Klartext',
}
