/**
 * Writes src/crypto/common-passwords.txt: passwords of 12 and more characters that many people choose, so that
 * attackers try them first. Made from the patterns that such passwords follow (a common word, a year, a walk over
 * the keyboard, one thing twice), in German and English; no leaked list went into it.
 */
import { writeFileSync } from 'node:fs'

const LEAST = 12
const TARGET = new URL('../src/crypto/common-passwords.txt', import.meta.url)

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

/** What people write when they are asked for a password. */
const FAVOURITES = words(`
  password passwort passw0rd p@ssword p@ssw0rd pa55word kennwort geheim secret welcome willkommen hallo hello
  admin administrator user login letmein changeme master qwertz qwerty qwertzui qwertyui asdfghjk internet computer
  start anfang test testtest schatz liebling ichliebedich iloveyou mylove sonnenschein sunshine sommer winter
  herbst fruehling frühling summer spring autumn januar februar march april mai juni juli august september oktober
  november dezember montag dienstag mittwoch donnerstag freitag samstag sonntag monday tuesday wednesday thursday
  friday saturday sunday
`)

const THEMES = words(`
  deutschland germany europa berlin hamburg muenchen münchen koeln köln frankfurt stuttgart duesseldorf düsseldorf
  dortmund essen leipzig bremen dresden hannover nuernberg nürnberg duisburg bochum wuppertal bielefeld bonn muenster
  münster aachen gelsenkirchen solingen paderborn nordrheinwestfalen bayern sachsen hessen
  fussball fußball football schalke schalke04 borussia bvb09 bayernmuenchen fcbayern werder hsv1887 fortuna arsenal
  liverpool chelsea barcelona baseball basketball
  superman batman spiderman starwars pokemon minecraft fortnite naruto dragon monster ninja princess prinzessin engel
  angel teufel schmetterling butterfly blume flower rose tiger loewe löwe adler einhorn unicorn pferd hund katze maus
  hase baer bär schnecke mausi hasi schatzi mutti vati mama papa oma opa familie family freunde friends liebe love
  kaffee schokolade chocolate kartoffel bratwurst pizza banane erdbeere sternenhimmel regenbogen rainbow
  mercedes porsche volkswagen audi bmw golf corvette ferrari harley yamaha
  michael thomas andreas stefan christian daniel alexander matthias sebastian martin peter markus florian tobias
  julia sabine andrea stefanie claudia nicole susanne katharina melanie anna maria christina sandra jessica jennifer
  ashley charlie jordan michelle robert george william
  servicekonto nutzerkonto bundid buergeramt bürgeramt rathaus finanzamt elster personalausweis fuehrerschein
  microsoft windows samsung google facebook instagram whatsapp apple iphone android playstation nintendo
  whatever trustno1 freedom shadow killer jesus christus hallihallo tschuess schnitzel
`)

const ENDINGS = words(`
  1 2 7 12 13 69 99 123 321 111 007 1234 4321 12345 123456 1234567 12345678 123456789 1234567890 0815 4711 112233
  123123 987654321 ! !! !!! 1! 12! 123! 1234! 12345! 123456! 123# 1234# ? . # $ 1$ @123 @1234 #1 _1 _123 -123
`)

const LONG_ONES = words(`
  correcthorsebatterystaple thisismypassword thisisapassword dasistmeinpasswort dasistgeheim dasisteinpasswort
  meinpasswort1 meinpasswort123 meinpasswort! meinpasswort2024 meinpasswort2025 meinpasswort2026 mypassword123
  passwortpasswort passwordpassword geheimgeheim keinpasswort keinpasswort1 passwortvergessen vergessen123
  ichhabesvergessen ichliebedich ichliebedich1 ichliebedich123 ichliebedich! ichliebediche iloveyouforever
  iloveyoubaby iloveyou1234 iloveyou12345 letmeinletmein letmeinplease pleaseletmein openthedoor openthisdoor
  sesamoeffnedich sesamöffnedich opensesame123 abrakadabra1 abrakadabra123 hokuspokus123 simsalabim123
  hallowelt123 helloworld12 helloworld123 helloworld1! hallohallo12 hallohallo123 hallohallohallo
  welcometotheclub herzlichwillkommen gutentag1234 gutenmorgen1 gutenmorgen123 gutenacht123 aufwiedersehen
  donaudampfschifffahrt donaudampfschiff rindfleischetikettierung hundkatzemaus katzehundmaus
  administrator administrator1 administrator123 adminadmin12 adminadmin123 rootrootroot toortoortoor
  q1w2e3r4t5y6 q1w2e3r4t5z6 q1w2e3r4t5y6u7 q1w2e3r4t5z6u7 1q2w3e4r5t6y 1q2w3e4r5t6z 1q2w3e4r5t6y7u 1q2w3e4r5t6z7u
  1qaz2wsx3edc 1qaz2wsx3edc4rfv 1qaz!qaz2wsx 1qay2wsx3edc 1qay2wsx3edc4rfv zaq12wsxcde3 yaq12wsxcde3 qazwsxedcrfv
  qaywsxedcrfv qazwsxedc123 qaywsxedc123 !qaz2wsx3edc !qay2wsx3edc zxcvbnm12345 yxcvbnm12345 zxcvbnm123456
  asdfghjkl123 asdfghjklöä asdfghjklöä1 asdfjklöasdf asdfasdfasdf asdfasdf1234 qwerqwerqwer qwer1234qwer
  abcdefghijkl abcdefghijklm abcdefghijklmnop abcdefghijklmnopqrstuvwxyz abcdef123456 abcd12345678 abc123abc123
  abcabcabcabc a1b2c3d4e5f6 a1b2c3d4e5f6g7 aaaa11112222 1a2b3c4d5e6f 123abc123abc 123456abcdef 123qweasdzxc
  123qweasdyxc 123qwe123qwe 123qweasd123 qwe123qwe123 qweasdzxc123 qweasdyxc123 qweasdzxc qwertzuiopü qwertzuiopü+
  qwertyuiop[] poiuytrewq123 poiuztrewq123 mnbvcxz12345 mnbvcxy12345 lkjhgfdsa123
  monkeymonkey dragondragon masterofpuppets metallica123 slipknot6661 linkinpark123 backstreetboys rammstein123
  harrypotter1 harrypotter7 harrypotter123 hogwarts1234 gryffindor123 lordvoldemort lordoftherings gandalf12345
  starwars1234 starwars1977 maytheforcebewithyou theforceawakens gameofthrones winteriscoming wintersoldier
  mickeymouse1 mickeymouse123 donaldduck12 donaldduck123 spongebob123 hellokitty12 hellokitty123 pokemon12345
  manchester12 manchesterunited realmadrid12 realmadrid123 fcbarcelona1 fcbarcelona123 borussiadortmund
  bayernmuenchen bayernmünchen fcbayernmuenchen fcschalke04 schalkenullvier eintracht1899 eintrachtfrankfurt
  werderbremen werderbremen1 fortunaduesseldorf gladbach1900 hamburgersv1 hamburgersv1887 unionberlin1
  nordrheinwestfalen badenwuerttemberg mecklenburgvorpommern bundesrepublik bundesrepublikdeutschland
  servicekonto servicekonto1 servicekonto.nrw servicekonto-nrw buergerkonto123 bürgerkonto123 nutzerkonto123
  passwort-123 passwort_123 passwort.123 password-123 password_123 password.123 changeme1234 changemenow1
  changeit1234 defaultpassword temporarypassword initialpassword initialpasswort startpasswort startpasswort1
  startpasswort123 einmalpasswort standardpasswort neuespasswort neuespasswort1 neuespasswort123 altespasswort
  unbelievable motherfucker motherfucker1 professional constantinople christopher1 christopher123 alexander123
  elizabeth123 thunderbirds whatthehell1 whatthefuck1 blink182blink dragonballz1 dragonballz123 onetwothree4
  onetwothreefour einszweidreivier teenagemutant interactive1 jordan232323 rockandroll1 heavymetal123
  newpassword1 newpassword123 oldpassword123 supersecret1 supersecret123 topsecret123 topsecret1234 strenggeheim
  strenggeheim1 strenggeheim123 streng-geheim ganzgeheim123 supergeheim1 supergeheim123 sehrgeheim123
`)

/** Rows of keyboards and alphabets, forwards and backwards. */
const ROWS = [
  '1234567890',
  '12345678901234567890',
  'qwertzuiop',
  'qwertzuiopü',
  'qwertyuiop',
  'asdfghjkl',
  'asdfghjklöä',
  'asdfghjkl;',
  'yxcvbnm',
  'zxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qay2wsx3edc4rfv5tgb6zhn7ujm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'qaywsxedcrfvtgbzhnujm',
  'qazwsxedcrfvtgbyhnujm',
  'abcdefghijklmnopqrstuvwxyz',
  'a1b2c3d4e5f6g7h8i9',
  '1a2b3c4d5e6f7g8h9i',
  '1q2w3e4r5t6z7u8i9o0p',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5z6u7i8o9p0',
  'q1w2e3r4t5y6u7i8o9p0',
]

const YEARS = Array.from({ length: 2030 - 1950 + 1 }, (_, index) => String(1950 + index))
const RECENT_YEARS = YEARS.filter((year) => Number(year) >= 2020)

const reversed = (text: string): string => [...text].reverse().join('')

function* wordPatterns(): Generator<string> {
  for (const word of [...FAVOURITES, ...THEMES]) {
    yield word
    for (const ending of ENDINGS) yield word + ending
    for (const year of YEARS) yield word + year
    for (const year of RECENT_YEARS) {
      yield `${word}${year}!`
      yield `${word}-${year}`
      yield `${word}_${year}`
      yield `${word}@${year}`
      yield year + word
    }
    for (const start of [
      '123',
      '1234',
      '12345',
      '123456',
      'mein',
      'meine',
      'my',
      'ilove',
      'ichliebe',
      'the',
      'super',
    ]) {
      yield start + word
      yield `${start}${word}1`
    }
    yield word + word
    yield word + word + word
    yield word + reversed(word)
  }
  for (const first of FAVOURITES) for (const second of FAVOURITES) yield first + second
}

function* walks(): Generator<string> {
  for (const row of ROWS.flatMap((each) => [each, reversed(each), each + each, each + reversed(each)])) {
    for (let length = LEAST; length <= row.length; length += 1) yield row.slice(0, length)
    for (const ending of ENDINGS) yield row + ending
  }
}

function* repetitions(): Generator<string> {
  const pieces = [
    ...Array.from('abcdefghijklmnopqrstuvwxyz0123456789!.-*#+'),
    '12',
    '21',
    '01',
    '10',
    'ab',
    'xy',
    'abc',
    '123',
    '321',
  ]
  const longer = [
    ...pieces,
    'abcd',
    '1234',
    '4321',
    'asdf',
    'qwer',
    '0000',
    '1111',
    '12345',
    '123456',
    'abc123',
    'qwe123',
  ]
  for (const piece of longer) {
    for (let length = LEAST; length <= 24; length += 1) yield piece.repeat(length).slice(0, length)
  }
  for (const year of YEARS) for (const times of [3, 4]) yield year.repeat(times)
}

const all = [...LONG_ONES, ...wordPatterns(), ...walks(), ...repetitions()]
const entries = new Set(
  all.map((text) => text.normalize('NFC').toLowerCase()).filter((text) => [...text].length >= LEAST),
)
const header = '# Made by scripts/make-common-passwords.ts. Lower case, 12 and more characters, sorted.'
writeFileSync(TARGET, `${[header, ...[...entries].sort()].join('\n')}\n`)
process.stdout.write(`${entries.size} passwords\n`)
