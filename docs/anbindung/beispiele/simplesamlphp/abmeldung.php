<?php
require '/usr/share/simplesamlphp/lib/_autoload.php';

use SimpleSAML\Auth\Simple;

// Meldet hier, beim Servicekonto und in allen anderen Portalen ab. Danach geht es auf der Seite weiter, die hier steht.
(new Simple('default-sp'))->logout('https://portal.example/abgemeldet.html');
