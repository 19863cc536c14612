"""Countries, regions, provinces, cities and holidays: the registers everyone points at."""
