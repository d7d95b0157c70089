"""Run in an installation: the small world of the tests, and a session for each of its writers."""

import json
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from zwerm.people.tests.world import build_world

world = build_world()
made = {}
for name in ("fatima", "kees", "sanne"):
    person = getattr(world, name)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session.save()
    made[name] = session.session_key
print(json.dumps(made))
