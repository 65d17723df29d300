"""One mail from inbox to report, walked over HTTP as the demo users would (`run.py demo --check`)."""
