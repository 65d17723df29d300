"""People and organisations from and to spreadsheets, on django-import-export."""
