"""Working tables: participants, meetings with hours, attendance by person and organisation."""
