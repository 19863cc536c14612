"""The open-source platform with which cities learn from each other."""
