from datetime import timedelta

from zwerm.operations import halves, health, metrics, upkeep
from zwerm.operations.commands import backup, demo, doctor, migrate, move, prepare, rebuild, restore, run
from zwerm.operations.copies import unfinished
from zwerm.operations.registry import (
    Check,
    Command,
    Recurring,
    declare_check,
    declare_command,
    declare_gauge,
    declare_recurring,
)

declare_command(Command("run", "serve the product, and do its background work", run.run, run.arguments))
declare_command(Command("worker", "do background work only, beside web processes elsewhere", run.work))
declare_command(
    Command("prepare", "do what comes before serving: database, static files, demo", prepare.run, prepare.arguments)
)
declare_command(Command("migrate", "bring the database up to date", migrate.run, tell=migrate.tell))
declare_command(Command("demo", "make the demo organisation", demo.run))
declare_command(
    Command(
        "doctor", "look whether everything works, and say what to do", doctor.run, tell=doctor.tell, well=doctor.well
    )
)
declare_command(
    Command("rebuild", "make a projection or the search index again", rebuild.run, rebuild.arguments, tell=rebuild.tell)
)
declare_command(Command("backup", "copy everything into one file", backup.run, backup.arguments, tell=backup.tell))
declare_command(Command("restore", "put a copy back", restore.run, restore.arguments, tell=restore.tell))
declare_command(Command("move", "copy everything to another database", move.run, move.arguments, tell=move.tell))
declare_check(Check("database", health.database))
declare_check(Check("restore", unfinished.look))
declare_check(Check("half files", halves.look))
declare_check(Check("storage", health.storage))
declare_check(Check("background work", health.background))
declare_check(Check("cache", health.cached))
declare_check(Check("mail", health.mail))
for gauge in metrics.GAUGES:
    declare_gauge(gauge)
declare_recurring(Recurring("clear what is over", timedelta(days=1), upkeep.clear_what_is_over))
