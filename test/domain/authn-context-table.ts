/**
 * The truth table of "what a service may ask": for each comparison and each set of requested levels, what the answer
 * asserts. Letters: b(asis), n(ormal), s(ubstantiell), h(och), - (not answered). The four columns are the
 * service's registered level b, n, s, h; the four letters of a cell are the reached level b, n, s, h. The needed
 * level is the first that a cell answers.
 */
export const AUTHN_CONTEXT_TABLE = `
exact    b     bbbb -bbb --bb ---b
exact    n     -nnn -nnn --nn ---n
exact    s     --ss --ss --ss ---s
exact    h     ---h ---h ---h ---h
exact    bn    bnnn -nnn --nn ---n
exact    bs    bbss -bss --ss ---s
exact    bh    bbbh -bbh --bh ---h
exact    ns    -nss -nss --ss ---s
exact    nh    -nnh -nnh --nh ---h
exact    sh    --sh --sh --sh ---h
exact    bns   bnss -nss --ss ---s
exact    bnh   bnnh -nnh --nh ---h
exact    bsh   bbsh -bsh --sh ---h
exact    nsh   -nsh -nsh --sh ---h
exact    bnsh  bnsh -nsh --sh ---h
minimum  b     bnsh -nsh --sh ---h
minimum  n     -nsh -nsh --sh ---h
minimum  s     --sh --sh --sh ---h
minimum  h     ---h ---h ---h ---h
minimum  bn    bnsh -nsh --sh ---h
minimum  bs    bnsh -nsh --sh ---h
minimum  bh    bnsh -nsh --sh ---h
minimum  ns    -nsh -nsh --sh ---h
minimum  nh    -nsh -nsh --sh ---h
minimum  sh    --sh --sh --sh ---h
minimum  bns   bnsh -nsh --sh ---h
minimum  bnh   bnsh -nsh --sh ---h
minimum  bsh   bnsh -nsh --sh ---h
minimum  nsh   -nsh -nsh --sh ---h
minimum  bnsh  bnsh -nsh --sh ---h
maximum  b     bbbb -bbb --bb ---b
maximum  n     bnnn -nnn --nn ---n
maximum  s     bnss -nss --ss ---s
maximum  h     bnsh -nsh --sh ---h
maximum  bn    bnnn -nnn --nn ---n
maximum  bs    bnss -nss --ss ---s
maximum  bh    bnsh -nsh --sh ---h
maximum  ns    bnss -nss --ss ---s
maximum  nh    bnsh -nsh --sh ---h
maximum  sh    bnsh -nsh --sh ---h
maximum  bns   bnss -nss --ss ---s
maximum  bnh   bnsh -nsh --sh ---h
maximum  bsh   bnsh -nsh --sh ---h
maximum  nsh   bnsh -nsh --sh ---h
maximum  bnsh  bnsh -nsh --sh ---h
better   b     -nsh -nsh --sh ---h
better   n     --sh --sh --sh ---h
better   s     ---h ---h ---h ---h
better   h     ---- ---- ---- ----
better   bn    --sh --sh --sh ---h
better   bs    ---h ---h ---h ---h
better   bh    ---- ---- ---- ----
better   ns    ---h ---h ---h ---h
better   nh    ---- ---- ---- ----
better   sh    ---- ---- ---- ----
better   bns   ---h ---h ---h ---h
better   bnh   ---- ---- ---- ----
better   bsh   ---- ---- ---- ----
better   nsh   ---- ---- ---- ----
better   bnsh  ---- ---- ---- ----
`
