"""Engine, tables, migrations and the change log."""
