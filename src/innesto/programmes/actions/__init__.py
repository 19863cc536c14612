"""What can be done to programmes, their partners, people, dates, logic and selections."""
