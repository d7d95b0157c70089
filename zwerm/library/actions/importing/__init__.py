from zwerm.library.actions.importing.reasons import tell_note
from zwerm.library.actions.importing.run import Summary, import_paths
from zwerm.library.actions.importing.upload import import_upload, is_stuck, start_upload, stuck_runs

__all__ = ["Summary", "import_paths", "import_upload", "is_stuck", "start_upload", "stuck_runs", "tell_note"]
