"""What protects an installation that is on the internet: headers, cookies, https, host names."""

from __future__ import annotations

import json
from pathlib import Path

from tests.installation import Installation, fresh_installation

ASK = """
import json
from django.test import Client
def told(answer):
    cookies = {name: [bool(c["secure"]), bool(c["httponly"]), c["samesite"]] for name, c in answer.cookies.items()}
    return {"status": answer.status_code, "headers": {k.lower(): v for k, v in answer.items()}, "cookies": cookies}
here = {"HTTP_HOST": "zwerm.example.org"}
print(json.dumps({
    "plain": told(Client().get("/account/login/", **here)),
    "secure": told(Client().get("/account/login/", HTTP_X_FORWARDED_PROTO="https", **here)),
    "elsewhere": told(Client().get("/account/login/", HTTP_X_FORWARDED_PROTO="https", HTTP_HOST="evil.example")),
    "persona": told(Client().post("/persona/", HTTP_X_FORWARDED_PROTO="https", **here)),
}))
"""


def test_production_answers_over_https_alone_with_headers_and_cookies_that_protect(
    migrated: Installation, tmp_path: Path
) -> None:
    with fresh_installation(tmp_path, migrated) as installation:
        installation.environment |= {
            "ZWERM_PRODUCTION": "yes",
            "ZWERM_PROXY": "yes",
            "ZWERM_URL": "https://zwerm.example.org",
            "ZWERM_SECRET_KEY": "a secret of this test alone, long enough",
        }
        assert installation.zwerm("prepare").returncode == 0
        done = installation.python(ASK)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)

    assert told["plain"]["status"] == 301
    assert told["plain"]["headers"]["location"] == "https://zwerm.example.org/account/login/"
    assert told["elsewhere"]["status"] == 400
    assert told["persona"]["status"] in (302, 404)
    assert "sessionid" not in told["persona"]["cookies"]

    headers = told["secure"]["headers"]
    assert told["secure"]["status"] == 200
    assert headers["strict-transport-security"].startswith("max-age=31536000")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "script-src 'self';" in f"{policy};"
    assert "unsafe" not in policy
    # By the second one a browser makes mistakes of its own.
    assert told["secure"]["cookies"] == {"csrftoken": [True, True, "Lax"], "zwerm_known": [True, True, "Lax"]}
