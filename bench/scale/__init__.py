"""A believable population of any size, made inside the database, for measuring (`manage.py seed_scale`)."""
