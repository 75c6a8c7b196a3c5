from html import escape
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from urllib.parse import parse_qsl, urlsplit

from onelogin.saml2.auth import OneLogin_Saml2_Auth

from servicekonto_settings import PORTAL, settings

# Die Sitzungen liegen im Speicher. Nehmen Sie einen Speicher, in dem Sie eine Sitzung nach ihrer Kennung finden.
SESSIONS = {}
SETTINGS = settings()


class Portal(BaseHTTPRequestHandler):
    """Fünf Adressen: Metadaten, Rückkehr, eine geschützte Seite, Abmelden und Single Logout."""

    def session(self):
        cookie = SimpleCookie(self.headers.get("Cookie", "")).get("portal")
        return SESSIONS.get(cookie.value, {}) if cookie else {}

    def auth(self, fields=None):
        address = urlsplit(self.path)
        return OneLogin_Saml2_Auth(
            {
                "https": "on" if PORTAL.startswith("https:") else "off",
                "http_host": urlsplit(PORTAL).netloc,
                "script_name": address.path,
                "get_data": dict(parse_qsl(address.query, keep_blank_values=True)),
                "post_data": fields or {},
                # Was unterschrieben ist, steht so in der Adresse, wie es kam.
                "query_string": address.query,
            },
            SETTINGS,
        )

    def answer(self, status, body, content_type="text/html; charset=utf-8", headers=()):
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body if isinstance(body, bytes) else body.encode())

    def page(self, title, body="", status=200):
        self.answer(status, f'<!doctype html><html lang="de"><title>{title}</title><h1>{title}</h1>{body}')

    def lead(self, address, session=None):
        # Die Rückkehr ist ein POST von einer anderen Website: Ohne SameSite=None käme das Cookie nicht mit.
        headers = [("Location", address)]
        if session is not None:
            cookie = token_urlsafe(32)
            SESSIONS[cookie] = session
            headers.append(("Set-Cookie", f"portal={cookie}; Path=/; HttpOnly; Secure; SameSite=None"))
        self.answer(303, "", headers=headers)

    def begin_login(self):
        auth = self.auth()
        address = auth.login(return_to=self.path)
        self.lead(address, {"request": auth.get_last_request_id()})

    def take_answer(self, fields):
        auth = self.auth(fields)
        auth.process_response(request_id=self.session().get("request", "keine Anfrage"))
        if not auth.is_authenticated():
            reason = escape(auth.get_last_error_reason() or " ".join(auth.get_errors()))
            return self.page(
                "Sie sind nicht angemeldet",
                f'<p><a href="/geschuetzt">Noch einmal anmelden</a></p><p>Für Rückfragen: <code>{reason}</code></p>',
            )
        session = {
            "nameid": auth.get_nameid(),
            "format": auth.get_nameid_format(),
            "qualifiers": (auth.get_nameid_nq(), auth.get_nameid_spnq()),
            "index": auth.get_session_index(),
            "level": auth.get_last_authn_contexts(),
            "attributes": auth.get_attributes(),
        }
        target = fields.get("RelayState", "")
        self.lead(PORTAL + (target if target.startswith("/geschuetzt") else "/geschuetzt"), session)

    def protected_page(self):
        session = self.session()
        if "nameid" not in session:
            return self.begin_login()
        values = {"Kennung": session["nameid"], "Format": session["format"], "Niveau": session["level"][0]}
        values.update({name: all_of[0] for name, all_of in session["attributes"].items()})
        shown = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in values.items())
        self.page("Angemeldet", f"<dl>{shown}</dl>")

    def begin_logout(self):
        session = self.session()
        if "nameid" not in session:
            return self.page("Sie sind abgemeldet")
        auth = self.auth()
        nq, spnq = session["qualifiers"]
        # Die Anfrage nennt die Person so, wie das Servicekonto sie genannt hat.
        address = auth.logout(
            return_to=f"{PORTAL}/abmelden",
            name_id=session["nameid"],
            name_id_format=session["format"],
            session_index=session["index"],
            nq=nq,
            spnq=spnq,
        )
        # Hier ist die Person damit abgemeldet, was auch immer das Servicekonto antwortet.
        session.clear()
        session["logout"] = auth.get_last_request_id()
        self.lead(address)

    def take_logout(self):
        auth = self.auth()
        query = dict(parse_qsl(urlsplit(self.path).query))
        # python3-saml prüft eine Unterschrift nur, wenn eine da ist: Ohne sie ist es keine Nachricht des Servicekontos.
        if not query.get("Signature"):
            return self.page("nicht unterschrieben", status=400)
        next_address = auth.process_slo(
            keep_local_session=True, request_id=self.session().get("logout", "keine Anfrage")
        )
        if "SAMLRequest" in query:
            if auth.get_errors():
                return self.page("abgelehnt", escape(auth.get_last_error_reason() or ""), status=400)
            self.end_sessions(auth)
            return self.lead(next_address)
        is_partial = b"status:PartialLogout" in (auth.get_last_response_xml() or "").encode()
        self.page("Sie sind hier abgemeldet" if auth.get_errors() or is_partial else "Sie sind überall abgemeldet")

    def end_sessions(self, auth):
        """Das Servicekonto meldet ab: alle Sitzungen dieser Kennung, oder die eine, die es nennt."""
        asked = auth.logout_request_class
        xml = auth.get_last_request_xml()
        nameid, indexes = asked.get_nameid(xml, SETTINGS.get_sp_key()), asked.get_session_indexes(xml)
        for cookie, session in list(SESSIONS.items()):
            if session.get("nameid") == nameid and (not indexes or session.get("index") in indexes):
                del SESSIONS[cookie]

    def do_GET(self):
        path = urlsplit(self.path).path
        if path == "/metadata":
            return self.answer(200, SETTINGS.get_sp_metadata(), "application/samlmetadata+xml")
        routes = {"/geschuetzt": self.protected_page, "/abmelden": self.begin_logout, "/slo": self.take_logout}
        routes.get(path, lambda: self.page("Nicht gefunden", status=404))()

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        fields = dict(parse_qsl(body, keep_blank_values=True))
        if urlsplit(self.path).path == "/acs":
            return self.take_answer(fields)
        self.page("Nicht gefunden", status=404)


ThreadingHTTPServer(("127.0.0.1", 8080), Portal).serve_forever()
