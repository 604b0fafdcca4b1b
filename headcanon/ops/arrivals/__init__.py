"""What comes from elsewhere: whole archives of other kinds, and what people took out of a Headcanon."""
