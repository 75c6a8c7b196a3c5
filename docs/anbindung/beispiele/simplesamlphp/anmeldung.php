<?php
require '/usr/share/simplesamlphp/lib/_autoload.php';

use SimpleSAML\Auth\Simple;
use SimpleSAML\Auth\State;

$seite = 'https://portal.example/anmeldung.php';
$anmeldung = new Simple('default-sp');

if (isset($_GET[State::EXCEPTION_PARAM])) {
    $fehler = State::loadExceptionState()[State::EXCEPTION_DATA];
    header('Content-Type: text/html; charset=utf-8');
    echo '<!doctype html><html lang="de"><title>Nicht angemeldet</title>';
    echo '<h1>Sie sind nicht angemeldet</h1>';
    echo '<p>Die Anmeldung wurde nicht abgeschlossen.</p>';
    echo '<p><a href="anmeldung.php">Noch einmal anmelden</a></p>';
    echo '<p>Für Rückfragen: <code>' . htmlspecialchars($fehler->getMessage()) . '</code></p>';
    exit;
}

if (!$anmeldung->isAuthenticated()) {
    $anmeldung->login([
        'ReturnTo' => $seite,
        'ErrorURL' => $seite,
        'isPassive' => false,
        'ForceAuthn' => false,
        'saml:AuthnContextClassRef' => 'http://eidas.europa.eu/LoA/low',
        'saml:AuthnContextComparison' => 'minimum',
    ]);
}

$angaben = $anmeldung->getAttributes();
$name = $angaben['urn:oid:2.5.4.42'][0] . ' ' . $angaben['urn:oid:2.5.4.4'][0];
header('Content-Type: text/html; charset=utf-8');
echo '<!doctype html><html lang="de"><title>Angemeldet</title>';
echo '<h1>Guten Tag, ' . htmlspecialchars($name) . '</h1>';
