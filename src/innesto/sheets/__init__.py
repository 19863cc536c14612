"""Tables that somebody made, read from CSV, XLS, XLSX or ODS."""
