<?php
// Am Ende von config.php: require __DIR__ . '/servicekonto.php';
$config['metadata.sources'] = [
    ['type' => 'flatfile'],
    ['type' => 'xml', 'file' => '/etc/simplesamlphp/servicekonto.xml'],
];
$config['session.cookie.secure'] = true;
$config['session.cookie.samesite'] = 'None';
