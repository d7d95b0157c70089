"""The same product, with a fast hasher and no built assets."""

import os
import tempfile

# A test never meets the installation or the configuration of who runs it; only the database may be chosen.
for _name in [name for name in os.environ if name.startswith("ZWERM_") and name != "ZWERM_DATABASE_URL"]:
    del os.environ[_name]
os.environ["ZWERM_HOME"] = tempfile.mkdtemp(prefix="zwerm-test-")

from zwerm.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DJANGO_VITE = {"default": {**DJANGO_VITE["default"], "dev_mode": True, "dev_server_port": 1}}  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # In a file, as an installation has it: threads then wait for each other instead of failing at once.
    DATABASES["default"]["TEST"] = {"NAME": HOME / "test.sqlite3"}  # noqa: F405
