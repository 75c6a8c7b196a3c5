#!/bin/sh
# Trägt das Servicekonto als Anmeldung des Portals von LemonLDAP::NG ein, als root oder als Benutzer des Portals.
set -eu
ETC=/etc/portal
LLNG="/usr/share/lemonldap-ng/bin/lemonldap-ng-cli -yes 1"

# Der Schlüssel steht in einer Datei und nicht im Aufruf: Der stünde in der Prozessliste und im Protokoll.
EIGENES=$(mktemp --suffix=.json)
trap 'rm -f "$EIGENES"' EXIT
perl -MJSON -e '
  sub inhalt { my ($datei) = @_; open my $f, "<", $datei or die "$datei: $!\n"; local $/; return <$f> }
  my ($etc) = @ARGV;
  my ($schluessel, $zertifikat) = (inhalt("$etc/portal.key"), inhalt("$etc/portal.crt"));
  print to_json({
    samlServicePrivateKeySig => $schluessel,
    samlServicePrivateKeyEnc => $schluessel,
    samlServicePublicKeySig => $zertifikat,
    samlServicePublicKeyEnc => $zertifikat,
    samlIDPMetaDataXML => { servicekonto => { samlIDPMetaDataXML => inhalt("$etc/servicekonto.xml") } },
  });
' "$ETC" > "$EIGENES"
[ "$(id -u)" != 0 ] || chown www-data "$EIGENES"

$LLNG merge "$ETC/servicekonto.json" "$EIGENES"
